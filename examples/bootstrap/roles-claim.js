/** Puts the user's roles into a flat claim, as many backends want them. */
function rolesClaim(ctx, api) {
  if (ctx.v1.user.grants === undefined || ctx.v1.user.grants.count === 0) {
    return;
  }
  const roles = [];
  for (const grant of ctx.v1.user.grants.grants) {
    for (const role of grant.roles) {
      roles.push(role);
    }
  }
  api.v1.claims.setClaim('roles', roles);
}
