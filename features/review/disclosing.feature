@wire
Feature: What a reviewer is shown
  A reviewer sees who did what and why. What the org holds is withheld until it is disclosed, with a reason, in the review.

  Background:
    Given Nia granted Ledger Labs login access for 1 week
    And Sam is logged in as Nia
    And Sam set Mode__c of the setting "Rounding" to "HALF_EVEN"
    And Sam returned from Acme Corp to the subscriber overview
    And Sam works in the own org again

  @REVIEW-20
  Rule: A reviewer is shown who did what, when, under which rule and why, and not what an org holds: values before and after, rows that were written, and variables

    Example: A change is shown without its values
      When Rita reads the audit log of Acme Corp
      Then every "power.protected-setting-changed" is shown without "after, before, changes"

    Example: What an org began with is shown without its rows
      When Rita reads the audit log of Acme Corp
      Then every "org.loaded" is shown without "changes"

    Example: The sheet of the session says that values are withheld
      When Rita asks for the sheet of the last session in Acme Corp
      Then what was changed is only
        | event                           | before     | after      |
        | power.protected-setting-changed | (withheld) | (withheld) |

    Example: What was not there is not withheld
      Given Sam is logged in as Nia
      And Sam created invoice "4712"
      When Rita asks for the sheet of the last session in Acme Corp
      Then what was changed is only
        | event                | before | after      |
        | power.record-changed |        | (withheld) |

    Example: Names, addresses and what somebody typed are shown
      Given Sam logged in from the address "198.51.100.7"
      And Sam logs in as Nia and names the case "CS-1042"
      When Rita asks who was in Acme Corp
      Then there was only
        | agent                  | from         | case    |
        | sam@ledgerlabs.example | 198.51.100.7 | CS-1042 |
        | sam@ledgerlabs.example |              |         |

    Example: Why something was refused is shown
      Given Sam logs in as Omar
      When Rita asks what was refused in Acme Corp
      Then the refusals are only
        | event         | because                                       |
        | login.refused | omar@acme.example has granted no login access |

    Example: Which variables were read is withheld
      Given Nia of Acme UAT granted Ledger Labs login access for 1 week
      And Sam is logged in as Nia of Acme UAT
      And Sam is debugging Acme UAT
      And Sam set a breakpoint at line 20 of InvoiceService
      And Nia of Acme UAT called "InvoiceService.post" by REST
      And "InvoiceService.post" stopped at line 20 of InvoiceService with the variables
        | in | name | type   | value | library |
        |    | note | String |       |         |
      And Sam reads the variables of "InvoiceService.post"
      When Rita reads the audit log of Acme UAT
      Then every "debug.variables-read" is shown without "names, path"

    Example: The operator is shown all of it
      When the operator reads the audit log
      Then every "power.protected-setting-changed" is shown whole, with "before, after, changes"

    Example: The org itself is shown what it holds, without what a package hides
      Given Sam is logged in as Nia
      And Sam created invoice "4712"
      When Nia reads what was done in the org
      Then every "power.record-changed" is shown whole, with "after"
      And "power.protected-setting-changed" is told, and "HALF_EVEN" is not

  @REVIEW-21
  Rule: Only to a reviewer to whom a review is assigned are values disclosed in it

    Example: The review is Rita's
      Given Rita took the review
      When Rita has the values of the review disclosed: "to compare them with the case"
      Then Rita is let in under REVIEW-05
      And the review is assigned
      And of the review are disclosed
        | to   | what      |
        | Rita | all of it |
      And what was done in the review is
        | by   | step     | text                          |
        | Rita | assign   |                               |
        | Rita | disclose | to compare them with the case |

    Example: The review is somebody else's
      Given Rolf took the review
      When Rita has the values of the review disclosed: "to compare them with the case"
      Then Rita is refused under REVIEW-21 because "R-00001 is not assigned to rita@trustwell.example"
      And the platform's own log gains only
        | event          | user | rule      | act             | review  |
        | review.refused | Rita | REVIEW-21 | disclose values | R-00001 |
      And the audit log of Acme Corp gains nothing

    Example: The review is nobody's yet
      When Rita has the values of the review disclosed: "to compare them with the case"
      Then Rita is refused under REVIEW-13 because "R-00001 is open; to disclose it has to be assigned or rejected or escalated or remediated"
      And the audit log of Acme Corp gains nothing

    Example: What is closed discloses nothing
      Given Rita took the review
      And Rita rejected the review: "nobody asked for this change"
      And Rita remedied the review: "the setting is what it was"
      And Rita closed the review
      When Rita has the values of the review disclosed: "to compare them with the case"
      Then Rita is refused under REVIEW-13

    Example: What was rejected is looked at again
      Given Rita took the review
      And Rita rejected the review: "nobody asked for this change"
      When Rita has the values of the review disclosed: "to see whether it is what it was"
      Then Rita is let in under REVIEW-05

    Example: Whoever may not review is disclosed nothing
      When Tess has the values of the review disclosed: "out of interest"
      Then Tess is refused under REVIEW-05
      And the audit log of Acme Corp gains nothing

    Example: Whoever had part in it is disclosed nothing
      Given Sam holds "Review Audit Log" by permission set
      When Sam has the values of the review disclosed: "to see what I did"
      Then Sam is refused under REVIEW-07
      And the audit log of Acme Corp gains nothing

    Example: No reason is given
      Given Rita took the review
      When Rita has the values of the review disclosed: " "
      Then Rita is refused under REVIEW-19 because "nothing is said"
      And the audit log of Acme Corp gains nothing

  @REVIEW-22
  Rule: What is disclosed is what the review is about, or one record of it; that reviewer is shown it in person, and no longer than the review is open

    Example: The values of the session
      Given Rita took the review
      And Rita had the values of the review disclosed: "to compare them with the case"
      When Rita asks for the sheet of the last session in Acme Corp
      Then what was changed is only
        | event                           | before           | after              |
        | power.protected-setting-changed | Mode__c: HALF_UP | Mode__c: HALF_EVEN |

    Example: And in the records themselves
      Given Rita took the review
      And Rita had the values of the review disclosed: "to compare them with the case"
      When Rita reads the audit log of Acme Corp
      Then every "power.protected-setting-changed" is shown whole, with "before, after, changes"
      And every "org.loaded" is shown without "changes"

    Example: Not to another reviewer of the same review
      Given Rita took the review
      And Rolf took the review
      And Rita had the values of the review disclosed: "to compare them with the case"
      When Rolf reads the audit log of Acme Corp
      Then every "power.protected-setting-changed" is shown without "after, before, changes"

    Example: Not of another session
      Given Rita took the review
      And Rita had the values of the review disclosed: "to compare them with the case"
      And Sam is logged in as Nia
      And Sam set Mode__c of the setting "Rounding" to "DOWN"
      When Rita reads the audit log of Acme Corp
      Then the first "power.protected-setting-changed" is shown whole, and no other

    Example: One record of the session
      Given Sam is logged in as Nia
      And Sam set Mode__c of the setting "Rounding" to "DOWN"
      And Sam set Mode__c of the setting "Rounding" to "UP"
      And Sam returned from Acme Corp to the subscriber overview
      And Sam works in the own org again
      And Rita took the review
      And Rita had the values of the last "power.protected-setting-changed" disclosed: "the case names this one"
      When Rita reads the audit log of Acme Corp
      Then the last "power.protected-setting-changed" is shown whole, and no other

    Example: One record alone is disclosed
      Given Rita took the review
      When Rita has the values of the last "power.protected-setting-changed" disclosed: "the case names this one"
      Then of the review are disclosed
        | to   | what       |
        | Rita | one record |

    Example: A record that is no part of the review
      Given Rita took the review
      When Rita has the values of the first "org.loaded" disclosed: "to see what there was"
      Then Rita is told that the record is no part of the review
      And the audit log of Acme Corp gains nothing
      And the platform's own log gains nothing

    Example: A finding about records
      Given Rita reported "two openings" of the last 4 records
      And Rolf took the review
      And Rolf had the values of the review disclosed: "to see what they changed"
      When Rolf reads the audit log of Acme Corp
      Then every "power.protected-setting-changed" is shown whole, with "before, after, changes"
      And every "org.loaded" is shown without "changes"

    Example: A debugging session
      Given Nia of Acme UAT granted Ledger Labs login access for 1 week
      And Sam is logged in as Nia of Acme UAT
      And Sam is debugging Acme UAT
      And Sam set a breakpoint at line 20 of InvoiceService
      And Nia of Acme UAT called "InvoiceService.post" by REST
      And "InvoiceService.post" stopped at line 20 of InvoiceService with the variables
        | in | name | type   | value | library |
        |    | note | String |       |         |
      And Sam reads the variables of "InvoiceService.post"
      And Rita reported "nobody called for it" of the last debugging session
      And Rolf took the review
      And Rolf had the values of the review disclosed: "to see what was looked at"
      When Rolf reads the audit log of Acme UAT
      Then every "debug.variables-read" is shown whole, with "names, path"

    Example: Not to an administrator at work as the reviewer
      Given Gwen holds "Review Audit Log" by permission set
      And Hugo holds "Review Audit Log" by permission set
      And Hugo took the review
      And Hugo had the values of the review disclosed: "to compare them with the case"
      And Gwen turned the any-user switch on
      And Gwen is logged in as the own user Hugo
      When Gwen reads the audit log of Acme Corp
      Then every "power.protected-setting-changed" is shown without "after, before, changes"

    Example: Not when the review is closed
      Given Rita took the review
      And Rita had the values of the review disclosed: "to compare them with the case"
      And Rita rejected the review: "nobody asked for this change"
      And Rita remedied the review: "the setting is what it was"
      And Rita closed the review
      When Rita reads the audit log of Acme Corp
      Then every "power.protected-setting-changed" is shown without "after, before, changes"

  @REVIEW-23
  Rule: That values of an org were disclosed stands in the org's own part of the log, that those of several were in the platform's

    Example: The values of Acme Corp
      Given Rita took the review
      When Rita has the values of the review disclosed: "to compare them with the case"
      Then the audit log of Acme Corp gains only
        | event           | user | review  | about           | record | text                          |
        | audit.disclosed | Rita | R-00001 | LoginAs session |        | to compare them with the case |
      And the platform's own log gains nothing
      And the audit log of Trustwell gains nothing

    Example: Nia is told
      Given Rita took the review
      And Rita had the values of the review disclosed: "to compare them with the case"
      When Nia asks for the timeline of Acme Corp in the area "audit"
      Then the timeline is only
        | event           | user                   | what                                  |
        | audit.disclosed | rita@trustwell.example | R-00001 to compare them with the case |

    Example: The values of several orgs
      Given Nia of Acme UAT granted Ledger Labs login access for 1 week
      And Sam is logged in as Nia of Acme UAT
      And Rita reported "two orgs within the hour" of the last 9 records
      And Rolf took the review
      When Rolf has the values of the review disclosed: "to see what they changed"
      Then the platform's own log gains only
        | event           | user | about   |
        | audit.disclosed | Rolf | records |
      And the audit log of Acme Corp gains nothing
      And the audit log of Acme UAT gains nothing

    Example: One record among those of several orgs
      Given Nia of Acme UAT granted Ledger Labs login access for 1 week
      And Sam is logged in as Nia of Acme UAT
      And Rita reported "two orgs within the hour" of the last 9 records
      And Rolf took the review
      When Rolf has the values of the last "power.protected-setting-changed" disclosed: "the case names this one"
      Then the audit log of Acme Corp gains only
        | event           | user | about   |
        | audit.disclosed | Rolf | records |
      And the platform's own log gains nothing
