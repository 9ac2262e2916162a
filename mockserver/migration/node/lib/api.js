'use strict'
// What payloads do not hold, and answers cannot say: asked and done by ZITADEL's API, where ZITADEL_URL and ZITADEL_TOKEN
// are set. The token is of a user who may read metadata, and write metadata and grants, of the action's organisation.

const { callNow } = require('./modules')

function call (method, path, organisation, body, panic) {
  const { ZITADEL_URL, ZITADEL_TOKEN } = process.env
  if (!ZITADEL_URL || !ZITADEL_TOKEN) panic(`ZITADEL_URL and ZITADEL_TOKEN are not set, which ${method} ${path} needs`)
  const headers = { authorization: `Bearer ${ZITADEL_TOKEN}`, 'content-type': 'application/json' }
  if (organisation) headers['x-zitadel-orgid'] = organisation
  const answer = callNow(ZITADEL_URL.replace(/\/$/, '') + path, { method, headers, body: body && JSON.stringify(body) })
  if (answer.error !== undefined || answer.status > 299) panic(`${method} ${path}: ${answer.error ?? `${answer.status} ${answer.body}`}`)
  return JSON.parse(answer.body)
}

/** Metadata as functions are sent that of users. */
function metadata (path, organisation, panic) {
  const { result = [] } = call('POST', path, organisation, { query: { limit: 1000 } }, panic)
  return result.map(({ key, value, details }) => ({
    creation_date: details.creationDate,
    change_date: details.changeDate,
    resource_owner: details.resourceOwner,
    sequence: Number(details.sequence ?? 0),
    key,
    value
  }))
}

const metadataOfOrganisation = (organisation, panic) => metadata('/management/v1/metadata/_search', organisation, panic)

const metadataOfUser = (user, organisation, panic) => metadata(`/management/v1/users/${user}/metadata/_search`, organisation, panic)

function grant (user, organisation, { projectId, projectGrantId, roleKeys }, panic) {
  call('POST', `/management/v1/users/${user}/grants`, organisation, { projectId, projectGrantId, roleKeys }, panic)
}

/** Keep metadata of the user whom a session is of; `value` is base64. */
function keepOfSession (session, { key, value }, panic) {
  const { id, organizationId } = call('GET', `/v2/sessions/${session}`, '', undefined, panic).session.factors.user
  call('POST', `/management/v1/users/${id}/metadata/${encodeURIComponent(key)}`, organizationId, { value }, panic)
}

module.exports = { grant, keepOfSession, metadataOfOrganisation, metadataOfUser }
