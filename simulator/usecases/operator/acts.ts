import { erasePerson, finishErasures } from "#usecases/audit/erase-person.ts";
import { beat } from "#usecases/audit/heartbeat.ts";
import { listHolds, placeHold, releaseHold } from "#usecases/audit/holds.ts";
import { proveOrg, reviewProof, viewProof } from "#usecases/audit/prove-org.ts";
import { giveReceipt, reviewReceipt, viewReceipt } from "#usecases/audit/receipt.ts";
import { exportAudit, exportReview, exportTransparency } from "#usecases/audit/report.ts";
import { rotateKey } from "#usecases/audit/rotate-key.ts";
import type { Ports } from "#usecases/ports.ts";
import { changeOrg } from "./change-org.ts";
import { createOrg } from "./create-org.ts";
import { createSandbox } from "./create-sandbox.ts";
import { createUser } from "./create-user.ts";
import { buyDebuggers, listAllDuties, listDebugSessions } from "./debuggers.ts";
import { changeInstance, listInstances } from "./instances.ts";
import { listGrants, listLoginAs } from "./list-access.ts";
import { listOrgs } from "./list-orgs.ts";
import { findUser, listPeople } from "./list-people.ts";
import { listSubjects } from "./list-subjects.ts";
import { loadWorld } from "./load-world.ts";
import { moveClock } from "./move-clock.ts";
import { nextByItself } from "./next-by-itself.ts";
import { readAudit, reviewAudit, viewTransparency } from "./read-audit.ts";
import { recordClosing, recordOpening } from "./record-opening.ts";
import { deleteSandbox, refreshSandbox } from "./refresh-sandbox.ts";
import { resetPolicy } from "./reset-policy.ts";
import { setPolicy } from "./set-policy.ts";

/** What the operator, who stands outside all orgs, does to the simulator, and what can be read of its log. */
export const operatorActs = (ports: Ports) => ({
  loadWorld: loadWorld(ports),
  changeOrg: changeOrg(ports),
  createOrg: createOrg(ports),
  createUser: createUser(ports),
  createSandbox: createSandbox(ports),
  deleteSandbox: deleteSandbox(ports),
  refreshSandbox: refreshSandbox(ports),
  moveClock: moveClock(ports),
  setPolicy: setPolicy(ports),
  resetPolicy: resetPolicy(ports),
  erasePerson: erasePerson(ports),
  finishErasures: finishErasures(ports),
  placeHold: placeHold(ports),
  releaseHold: releaseHold(ports),
  listHolds: listHolds(ports),
  rotateKey: rotateKey(ports),
  beat: beat(ports),
  giveReceipt: giveReceipt(ports),
  reviewReceipt: reviewReceipt(ports),
  viewReceipt: viewReceipt(ports),
  proveOrg: proveOrg(ports),
  reviewProof: reviewProof(ports),
  viewProof: viewProof(ports),
  exportAudit: exportAudit(ports),
  exportReview: exportReview(ports),
  exportTransparency: exportTransparency(ports),
  recordOpening: recordOpening(ports),
  recordClosing: recordClosing(ports),
  listOrgs: listOrgs(ports),
  listPeople: listPeople(ports),
  listSubjects: listSubjects(ports),
  findUser: findUser(ports),
  listGrants: listGrants(ports),
  listInstances: listInstances(ports),
  changeInstance: changeInstance(ports),
  buyDebuggers: buyDebuggers(ports),
  listDebugSessions: listDebugSessions(ports),
  listAllDuties: listAllDuties(ports),
  listLoginAs: listLoginAs(ports),
  nextByItself: nextByItself(ports),
  readAudit: readAudit(ports),
  reviewAudit: reviewAudit(ports),
  viewTransparency: viewTransparency(ports),
});
