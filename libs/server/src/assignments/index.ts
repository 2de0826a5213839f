export { AssignmentActsService } from './assignment-acts.service';
export { AssignmentGroupsService } from './assignment-groups.service';
export { AssignmentIssueService } from './assignment-issue.service';
export { AssignmentsService } from './assignments.service';
export { issueNextAssignments, tickAssignment } from './assignment-tick';
export { giveAssignments } from './give';
export { InboxClaimsService } from './inbox-claims.service';
export { issuingUnits } from './issuing-units';
