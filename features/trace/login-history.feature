Feature: The Login History
  Who logged in, when and from where; of an agent it says no more than that the user was logged in.

  @TRACE-12
  Rule: The Login History keeps six months, its page shows 20,000 rows, and reading others' takes Manage Users or Monitor Login History

    Example: A minute before six months are over
      Given Omar is logged in with own credentials
      And it is 2031-09-04 08:59
      And Nia is logged in with own credentials
      When Nia reads the Login History
      Then Nia is let in under TRACE-12
      And there are 2 rows

    @wire
    Example: When six months are over
      Given Omar is logged in with own credentials
      And it is 2031-09-04 09:00
      And Nia is logged in with own credentials
      When Nia reads the whole Login History
      Then there is 1 row

    @large
    Example: The page shows 20,000 rows
      Given Nia is logged in with own credentials
      And Omar logged in 20000 times
      When Nia reads the Login History
      Then there are 20000 rows

    @large @wire
    Example: The download has one more
      Given Nia is logged in with own credentials
      And Omar logged in 20000 times
      When Nia reads the whole Login History
      Then there are 20001 rows

    Example: A user without the permissions
      When Omar reads the Login History
      Then Omar is refused under TRACE-12 because "omar@acme.example lacks Manage Users and Monitor Login History, and sees nothing but the own logins"
      And the audit log of Acme Corp gains only
        | event         | user | act                    |
        | trace.refused | Omar | read the Login History |

    @wire
    Example: Everybody sees the own logins
      Given Nia is logged in with own credentials
      When Omar reads the own logins
      Then the rows are only
        | UserId | Username          | LoginTime        |
        | Omar   | omar@acme.example | 2031-03-04 09:00 |

    Example: Monitor Login History is enough
      Given Omar holds "Monitor Login History" by permission set
      And Nia is logged in with own credentials
      When Omar reads the Login History
      Then there are 2 rows

    Example: An agent who reads it in the user's name is on record
      Given Nia granted Ledger Labs login access for 1 week
      And Sam is logged in as Nia
      When Sam reads the Login History
      Then Sam is let in under TRACE-12
      And the audit log of Acme Corp gains only
        | event      | user | delegate user | trace         |
        | trace.read | Nia  | Sam           | Login History |

  @TRACE-13
  Rule: A row of the Login History names the user and how the login was made, and no delegate

    Example: The user's own login
      Given Nia logged in from the address "192.0.2.7"
      When Nia reads the Login History
      Then there is one row with
        | Id          | LoginHistory           |
        | UserId      | Nia                    |
        | Username    | nia@acme.example       |
        | LoginTime   |       2031-03-04 09:00 |
        | LoginType   | Application            |
        | SourceIp    |              192.0.2.7 |
        | Status      | Success                |
        | Application | Browser                |
        | Browser     | Unknown                |
        | Platform    | Unknown                |
        | LoginUrl    | acme.my.salesforce.com |

    Example: The login of an agent is the user's, from where the agent is
      Given Nia granted Ledger Labs login access for 1 week
      And Sam logged in from the address "198.51.100.4"
      And Sam is logged in as Nia
      When Nia reads the Login History
      Then the rows are only
        | UserId | LoginType   | SourceIp     | Status  | LoginUrl               | DelegateUser |
        | Nia    | Application | 198.51.100.4 | Success | acme.my.salesforce.com |              |
        | Nia    | Application |              | Success | acme.my.salesforce.com |              |

    Example: Not at My Domain, and in a sandbox
      Given Nia of Acme UAT logged in without the My Domain login URL
      When Nia of Acme UAT reads the Login History
      Then the rows are only
        | LoginUrl            | Status  |
        | test.salesforce.com | Success |

    @wire
    Example: A wrong password
      When Nia logs in to Acme Corp with the password "guess"
      Then Nia is told "invalid username, password or code, or the user is locked out; check all three"
      And the whole Login History of Acme Corp shows "Invalid Password" first

    @wire
    Example: Outside the login hours
      Given the profile of Omar has login hours from 10 to 18
      When Omar logs in to Acme Corp with own credentials
      Then Omar is refused under LOGIN-25
      And the whole Login History of Acme Corp shows "Restricted by login hours or IP ranges" first

  @TRACE-14
  Rule: A login type is one of the platform's own, and none of them is kept for LoginAs

    Example: The login types there are
      When Nia reads the Login History
      Then the login types are only
        | label                       | value                    | code |
        | Application                 | Application              | A    |
        | AppExchange                 | AppExchange              |      |
        | Partner Product             | Partner                  | R    |
        | Help and Training           | HelpAndTraining          |      |
        | Cross-Tenant Login          | CrossTenantLogin         |      |
        | Employee Login to Community | EmployeeLoginToCommunity |      |

    Example: Nobody can look for LoginAs
      When Nia looks for logins of the type "LoginAs"
      Then Nia is told 'no login type "LoginAs"; it is one of Application, AppExchange, Partner Product, Help and Training, Cross-Tenant Login, Employee Login to Community'

    Example: Looking for one of them
      Given Nia granted Ledger Labs login access for 1 week
      And the policy loginHistoryForLoginAs is Partner Product
      And Sam is logged in as Nia
      When Nia looks for logins of the type "Partner Product"
      Then the rows are only
        | UserId | LoginType       |
        | Nia    | Partner Product |

  @TRACE-15
  Rule: A LoginAs session leaves one row in the Login History

    Background:
      Given Nia granted Ledger Labs login access for 1 week

    Example: As an ordinary login
      When Sam logs in as Nia
      Then Sam is let in under GRANT-03
      And the Login History of Acme Corp gains "Application"

    Example: As a login of a partner product
      Given the policy loginHistoryForLoginAs is Partner Product
      When Sam logs in as Nia
      Then Sam is let in under GRANT-03
      And the Login History of Acme Corp gains "Partner Product"

    Example: Not at all
      Given the policy loginHistoryForLoginAs is none
      When Sam logs in as Nia
      Then Sam is let in under GRANT-03
      And the Login History of Acme Corp gains nothing

    Example: What is done in the session leaves no more rows
      Given Sam is logged in as Nia
      When Sam opens Custom Settings
      Then the Login History of Acme Corp gains nothing

    Example: A login that was refused never reached the org
      When Sam logs in as Omar
      Then Sam is refused under GRANT-03
      And the Login History of Acme Corp gains nothing
