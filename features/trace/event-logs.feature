Feature: Event logs
  What an agent does in a LoginAs session can be followed request by request, by those who may and for as long as the org keeps it.

  Background:
    Given Nia granted Ledger Labs login access for 1 week
    And Nia holds "View Event Log Files" by permission set
    And Nia holds "View Event Log Object Data" by permission set

  @TRACE-18 @wire
  Rule: Each request of a LoginAs session is an event log row that names the delegated user

    Background:
      Given Acme Corp has Event Monitoring
      And Sam logged in from the address "198.51.100.4"
      And Sam is logged in as Nia

    Example: The login itself
      Given it is 2031-03-05 00:00
      And Nia is logged in with own credentials
      When Nia reads the event log files
      Then there is one row with
        | LogDate                   |       2031-03-04 00:00 |
        | EVENT_TYPE                | LoginAs                |
        | TIMESTAMP                 |     20310304090000.000 |
        | REQUEST_ID                | REQ                    |
        | ORGANIZATION_ID           | Acme Corp              |
        | USER_ID                   | Nia                    |
        | CLIENT_IP                 |           198.51.100.4 |
        | URI                       | /login/started         |
        | SESSION_KEY               | AuthSession            |
        | LOGIN_KEY                 | LoginHistory           |
        | DELEGATED_USER_ID         | Sam                    |
        | DELEGATED_USER_NAME       | sam@ledgerlabs.example |
        | TIMESTAMP_DERIVED         |       2031-03-04 09:00 |
        | USER_ID_DERIVED           | Nia                    |
        | DELEGATED_USER_ID_DERIVED | Sam                    |

    Example: Request by request
      Given Sam set the status of invoice "4711" to "Paid" with debugging
      And Sam set Mode__c of the setting "Rounding" to "HALF_EVEN"
      And Sam logged out of Acme Corp
      When Nia reads the login-as event log
      Then the rows are only
        | Uri                                            | DelegatedUserName      | UserIdentifier | DelegatedUserIdentifier | ClientIp     | RequestIdentifier | SessionKey  | LoginKey     | Timestamp        |
        | /login/started                                 | sam@ledgerlabs.example | Nia            | Sam                     | 198.51.100.4 | REQ               | AuthSession | LoginHistory | 2031-03-04 09:00 |
        | /power/record-changed/Record                   | sam@ledgerlabs.example | Nia            | Sam                     | 198.51.100.4 | REQ               | AuthSession | LoginHistory | 2031-03-04 09:00 |
        | /power/protected-setting-changed/SettingRecord | sam@ledgerlabs.example | Nia            | Sam                     | 198.51.100.4 | REQ               | AuthSession | LoginHistory | 2031-03-04 09:00 |
        | /login/ended                                   | sam@ledgerlabs.example | Nia            | Sam                     | 198.51.100.4 | REQ               | AuthSession | LoginHistory | 2031-03-04 09:00 |

    Example: The id of what a request was about
      Given Sam set the status of invoice "4711" to "Paid" with debugging
      And it is 2031-03-05 00:00
      And Nia is logged in with own credentials
      When Nia reads the event log files
      Then the rows are only
        | DELEGATED_USER_NAME    | URI_ID_DERIVED |
        | sam@ledgerlabs.example |                |
        | sam@ledgerlabs.example | Record         |

    Example: A request that was refused is one, too
      When Sam authorizes "Quarterly" for data access
      Then Sam is refused under POWER-06
      And the event log files of Acme Corp gains "/power/refused"

    Example: The user's own requests are none of them
      When Nia opens Custom Settings
      Then the event log files of Acme Corp gains nothing

    Example: Nor are those of the user's requests that the agent debugs
      Given Nia of Acme UAT granted Ledger Labs login access for 1 week
      And Nia of Acme UAT holds "View Event Log Files" by permission set
      And Acme UAT has Event Monitoring
      And Sam logged out of Acme Corp
      And Sam works in the own org again
      And Sam is logged in as Nia of Acme UAT
      And Sam is debugging Acme UAT
      And Sam set a breakpoint at line 17 of InvoiceService
      And Nia of Acme UAT called "InvoiceService.post" by REST
      When "InvoiceService.post" reaches line 17 of InvoiceService
      Then the event log files of Acme UAT gains nothing

    Example: Nor is what time does to the session
      When time passes until 11:00 on Tuesday
      Then the audit log of Acme Corp gains "login.ended"
      And the event log files of Acme Corp gains nothing

    Example: Nor what an administrator does to it
      When Nia deletes the session of Sam
      Then the event log files of Acme Corp gains nothing

    Example: Nor a login that the user denied
      Given logging in as a user of Acme Corp takes the user's approval
      And Omar granted Ledger Labs login access for 1 week
      And Tess waits for approval to work as Omar
      When Omar denies the login of Tess
      Then the event log files of Acme Corp gains nothing

  @TRACE-19
  Rule: Event log files appear a day later, stay 30 days with Event Monitoring or one day in Developer Edition, and take API Enabled and View Event Log Files

    @wire
    Scenario Outline: With Event Monitoring, <when>
      Given Acme Corp has Event Monitoring
      And Sam is logged in as Nia
      And it is <now>
      And Nia is logged in with own credentials
      When Nia reads the event log files
      Then Nia is let in under TRACE-19
      And there are <files> rows

      Examples:
        | when                          | now              | files |
        | a minute before the day ended | 2031-03-04 23:59 |     0 |
        | as the next day began         | 2031-03-05 00:00 |     1 |
        | a minute before 30 days       | 2031-04-03 23:59 |     1 |
        | after 30 days                 | 2031-04-04 00:00 |     0 |

    @wire
    Example: Each day has a file of its own, and each file its own end
      Given Acme Corp has Event Monitoring
      And Sam is logged in as Nia
      And it is 2031-03-04 10:59
      And Sam set the status of invoice "4711" to "Paid" with debugging
      And Sam logged out of Acme Corp
      And it is 2031-03-05 09:00
      And Sam works in the own org again
      And Sam is logged in with own credentials
      And Sam is logged in as Nia
      And it is 2031-04-04 00:00
      And Nia is logged in with own credentials
      When Nia reads the event log files
      Then the rows are only
        | LogDate          | URI            |
        | 2031-03-05 00:00 | /login/started |

    @wire
    Scenario Outline: In Developer Edition, <when>
      Given Acme Corp is of Developer Edition
      And Sam is logged in as Nia
      And it is <now>
      And Nia is logged in with own credentials
      When Nia reads the event log files
      Then there are <files> rows

      Examples:
        | when                          | now              | files |
        | a minute before the day ended | 2031-03-04 23:59 |     0 |
        | as the next day began         | 2031-03-05 00:00 |     1 |
        | a minute before it is over    | 2031-03-05 23:59 |     1 |
        | a day later                   | 2031-03-06 00:00 |     0 |

    @wire
    Example: Without either nothing is kept
      Given Sam is logged in as Nia
      And it is 2031-03-05 00:00
      And Nia is logged in with own credentials
      When Nia reads the event log files
      Then there are no rows because "Acme Corp has no Event Monitoring, so nothing is kept"

    Example: Hourly files
      Given Acme Corp has Event Monitoring
      When Nia reads the hourly event log files
      Then Nia is told "hourly event log files are not simulated; read the daily ones"

    @wire
    Example: A user without both permissions
      Given Acme Corp has Event Monitoring
      When Petra reads the event log files
      Then Petra is refused under TRACE-19 because "petra@acme.example lacks API Enabled and View Event Log Files, which it takes to read event log files"

    @wire
    Example: A user without one of them
      Given Acme Corp has Event Monitoring
      When Omar reads the event log files
      Then Omar is refused under TRACE-19 because "omar@acme.example lacks View Event Log Files, which it takes to read event log files"
      And the audit log of Acme Corp gains only
        | event         | user | act                  |
        | trace.refused | Omar | read event log files |

    Example: An agent who reads them in the user's name is on record
      Given Acme Corp has Event Monitoring
      And Sam is logged in as Nia
      When Sam reads the event log files
      Then Sam is let in under TRACE-19
      And the audit log of Acme Corp gains only
        | event      | user | delegate user | trace           |
        | trace.read | Nia  | Sam           | event log files |

  @TRACE-20 @wire
  Rule: The queryable event log rows take View Event Log Object Data

    Example: They are there at once
      Given Acme Corp has Event Monitoring
      And Sam is logged in as Nia
      When Nia reads the login-as event log
      Then Nia is let in under TRACE-20
      And there is 1 row

    Example: They are gone with the file of their day
      Given Acme Corp has Event Monitoring
      And Sam is logged in as Nia
      And it is 2031-04-04 00:00
      And Nia is logged in with own credentials
      When Nia reads the login-as event log
      Then there are no rows

    Example: Without Event Monitoring nothing is kept
      Given Sam is logged in as Nia
      When Nia reads the login-as event log
      Then there are no rows because "Acme Corp has no Event Monitoring, so nothing is kept"

    Example: A user without the permission
      When Omar reads the login-as event log
      Then Omar is refused under TRACE-20 because "omar@acme.example lacks View Event Log Object Data, which it takes to query event log rows"

  @TRACE-23
  Rule: The event log of Salesforce's own logins holds no publisher's login

    Example: Nothing of an agent, and the answer says why
      Given Sam is logged in as Nia
      And Sam logged out of Acme Corp
      When Nia reads the event log of Salesforce's logins
      Then there are no rows because "it holds logins of Salesforce's own staff only; a publisher's logins are in the Setup Audit Trail"

    Example: It asks for the same permission as its neighbour
      When Omar reads the event log of Salesforce's logins
      Then Omar is refused under TRACE-20
