Feature: Entering a subscriber org
  What an agent leaves behind in the License Management Org, and the case that may have to be logged before.

  Background:
    Given Nia granted Ledger Labs login access for 1 week

  @LMO-19
  Rule: Entering a subscriber org ends the agent's own session, unless the My Domain login URL is used

    Example: Sam came through the common login page
      Given Sam logged in without the My Domain login URL
      When Sam logs in as Nia
      Then Sam is let in under GRANT-03
      And the audit log of Ledger Labs gains only
        | event         | user | delegate user | reason                   |
        | session.ended | Sam  |               | entered a subscriber org |
      And the audit log of Acme Corp gains only
        | event         | user | delegate user |
        | login.started | Nia  | Sam           |

    Example: The session that was left is over
      Given Sam logged in without the My Domain login URL
      And Sam is logged in as Nia
      When Sam searches for "globex"
      Then Sam is told "the session is over: entered a subscriber org; log in again"

    Example: Sam came through My Domain
      When Sam logs in as Nia
      Then Sam is let in under GRANT-03
      And the audit log of Ledger Labs gains nothing

    Example: The session that was kept goes on
      Given Sam is logged in as Nia
      When Sam searches for "globex"
      Then Sam is let in under LMO-12

    Example: By policy the own session is kept in any case
      Given the policy lmoSessionOnLoginAs is keep
      And Sam logged in without the My Domain login URL
      When Sam logs in as Nia
      Then Sam is let in under GRANT-03
      And the audit log of Ledger Labs gains nothing

    Example: Who is refused has entered nothing, and keeps the session
      Given Sam logged in without the My Domain login URL
      When Sam logs in as Omar
      Then Sam is refused under GRANT-03
      And the audit log of Ledger Labs gains nothing

    Example: Who waits for approval has entered nothing yet
      Given logging in as a user of Acme Corp takes the user's approval
      And Sam logged in without the My Domain login URL
      When Sam logs in as Nia
      Then Sam is let in under GRANT-03
      And the audit log of Ledger Labs gains nothing

    Example: The own session ends when the subscriber has approved
      Given logging in as a user of Acme Corp takes the user's approval
      And Sam logged in without the My Domain login URL
      And Sam is logged in as Nia
      When Nia approves the login of Sam
      Then Nia is let in under LOGIN-07
      And the audit log of Ledger Labs gains only
        | event         | user | reason                   |
        | session.ended | Sam  | entered a subscriber org |

  @LMO-20
  Rule: A case reference can be required before every login

    Example: By default no case is asked for
      When Sam logs in as Nia
      Then Sam is let in under GRANT-03

    Example: A case that is named without need goes on record
      When Sam logs in as Nia and names the case "CS-1042"
      Then Sam is let in under GRANT-03
      And the audit log of Acme Corp gains only
        | event         | user | delegate user | caseReference |
        | login.started | Nia  | Sam           | CS-1042       |

    Example: By policy a login without a case is refused
      Given the policy requireCaseReference is true
      When Sam logs in as Nia
      Then Sam is refused under LMO-20 because "no case reference was given"
      And the audit log of Acme Corp gains only
        | event         | user | delegate user | rule   |
        | login.refused | Nia  | Sam           | LMO-20 |

    Example: Nothing but blanks names no case
      Given the policy requireCaseReference is true
      When Sam logs in as Nia and names the case "   "
      Then Sam is refused under LMO-20

    Example: By policy a login with a case is let in
      Given the policy requireCaseReference is true
      When Sam logs in as Nia and names the case "CS-1042"
      Then Sam is let in under GRANT-03
      And the audit log of Acme Corp gains only
        | event         | user | delegate user | caseReference |
        | login.started | Nia  | Sam           | CS-1042       |

    Example: The Login link is there all the same, and asks for the case
      Given the policy requireCaseReference is true
      When Sam opens the Org Details of Acme Corp
      Then the login access section is
        | username         | profile              | access expiration | link       |
        | nia@acme.example | System Administrator |  2031-03-11 09:00 | Login link |
