Feature: The subscriber's approval of a login
  Where the subscriber's org demands multi-factor authentication of a login as one of its users, the user answers on
  her own device, and the agent waits.

  @LOGIN-07
  Rule: A login that needs the subscriber's approval stays blocked until the subscriber answers

    Background:
      Given Nia must use multi-factor authentication
      And Acme Corp demands multi-factor authentication during log in as
      And Acme Corp ends sessions after 1440 minutes of idleness
      And Nia granted Ledger Labs login access for 1 week

    Example: Sam is let through by every rule and has to wait
      When Sam logs in as Nia
      Then the login waits for approval
      And the audit log of Acme Corp gains only
        | event                   | user | delegate user | rule     |
        | login.awaiting-approval | Nia  | Sam           | GRANT-03 |

    Example: While the login waits, Sam can do nothing in Acme Corp
      Given Sam waits for approval to work as Nia
      When Sam goes on working in Acme Corp
      Then Sam is refused under LOGIN-07 because "nia@acme.example has not yet approved this login"
      And the audit log of Acme Corp gains only
        | event         | user | delegate user | rule     |
        | power.refused | Nia  | Sam           | LOGIN-07 |

    Example: Nia sees on her device who asks
      Given Sam waits for approval to work as Nia
      When Nia opens the authenticator of Nia
      Then the authenticator shows only
        | agent                  | company     |
        | sam@ledgerlabs.example | Ledger Labs |

    Example: Omar's device shows nothing
      Given Sam waits for approval to work as Nia
      When Omar opens the authenticator of Omar
      Then the authenticator shows nothing

    Example: Nia approves
      Given Sam waits for approval to work as Nia
      When Nia approves the login of Sam
      Then Nia is let in under LOGIN-07
      And the audit log of Acme Corp gains only
        | event          | user | delegate user |
        | login.approved | Nia  | Sam           |

    Example: Approved, Sam works as Nia
      Given Sam waits for approval to work as Nia
      And Nia approved the login of Sam
      When Sam goes on working in Acme Corp
      Then the banner says that Nia of Acme Corp is at work on behalf of Ledger Labs

    Example: Nobody but Nia can answer
      Given Sam waits for approval to work as Nia
      When Omar approves the login of Sam
      Then Omar is refused under LOGIN-07 because "the request went to nia@acme.example"
      And the audit log of Acme Corp gains only
        | event         | user | delegate user | rule     |
        | power.refused | Omar |               | LOGIN-07 |

    Example: Nor can another agent who is logged in as Nia
      Given Tess waits for approval to work as Nia
      And Nia approved the login of Tess
      And Sam waits for approval to work as Nia
      When Tess approves the login of Sam
      Then Tess is refused under LOGIN-07 because "nobody logged in as nia@acme.example holds the device of nia@acme.example"

    Example: What is checked at the login is checked again at the approval
      Given Sam waits for approval to work as Nia
      And Sam was frozen
      When Nia approves the login of Sam
      Then Nia is refused under LOGIN-01
      And the audit log of Acme Corp gains only
        | event         | user | delegate user | reason            | rule     |
        | login.refused | Nia  | Sam           | no longer allowed | LOGIN-01 |

    Example: At the approval Sam enters, and the own session ends as at any login
      Given Sam logged in without the My Domain login URL
      And Sam waits for approval to work as Nia
      When Nia approves the login of Sam
      Then Nia is let in under LOGIN-07
      And the audit log of Ledger Labs gains only
        | event         | user | reason                   |
        | session.ended | Sam  | entered a subscriber org |

  @LOGIN-09
  Rule: A pending login waits until it is approved, denied or cancelled, or its grant ends

    Background:
      Given Nia must use multi-factor authentication
      And Acme Corp demands multi-factor authentication during log in as
      And Acme Corp ends sessions after 1440 minutes of idleness
      And Ledger Labs ends sessions after 1440 minutes of idleness
      And Nia granted Ledger Labs login access for 1 day
      And it is 22:00 on Tuesday
      And Nia works in Acme Corp
      And Sam waits for approval to work as Nia

    Example: Nobody answers, and the login goes on waiting as long as the grant runs
      Given it is 08:59 on Wednesday
      When Sam looks how the login stands
      Then the login stands at "awaiting approval"

    Example: Then the grant ends, and the login with it
      When time passes until 09:00 on Wednesday
      Then the audit log of Acme Corp gains only
        | event         | at               | user | delegate user | reason             |
        | login.refused | 2031-03-05 09:00 | Nia  | Sam           | login access ended |
        | grant.expired | 2031-03-05 09:00 | Nia  |               |                    |

    Example: Nia takes login access back instead of answering
      Given Nia took login access back from Ledger Labs
      When Sam looks how the login stands
      Then the login stands at "refused: login access ended"

    Example: Nia denies
      When Nia denies the login of Sam
      Then Nia is let in under LOGIN-07
      And the audit log of Acme Corp gains only
        | event         | user | delegate user | reason | rule     |
        | login.refused | Nia  | Sam           | denied | LOGIN-07 |

    Example: Denied, Sam stays out
      Given Nia denied the login of Sam
      When Sam goes on working in Acme Corp
      Then Sam is told "the session is over: denied; log in again"

    Example: Sam gives up
      When Sam gives up the login
      Then Sam is let in under LOGIN-09
      And the audit log of Acme Corp gains only
        | event         | user | delegate user | reason    | rule     |
        | login.refused | Nia  | Sam           | cancelled | LOGIN-09 |

    Example: Nia has nothing to answer any more
      Given Sam gave up the login
      When Nia opens the authenticator of Nia
      Then the authenticator shows nothing

    Example: Tess cannot give up what Sam began
      When Tess gives up the login of Sam
      Then Tess finds no such login
      And the audit log of Acme Corp gains nothing

    Scenario Outline: With the policy mfaApprovalTimeout at 10 minutes, <when>
      Given the policy mfaApprovalTimeout is 10
      And Tess waits for approval to work as Nia
      And it is <now>
      When Tess looks how the login stands
      Then the login stands at "<state>"

      Examples:
        | when             | now              | state              |
        | one minute left  | 22:09 on Tuesday | awaiting approval  |
        | as they are over | 22:10 on Tuesday | refused: timed out |
