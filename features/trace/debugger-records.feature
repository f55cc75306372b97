Feature: Debugger records
  A debugging session leaves records behind that can be queried in the sandbox.

  @TRACE-26
  Rule: A debugging session leaves records of the session, its breakpoints, requests and events

    Background:
      Given Nia of Acme UAT granted Ledger Labs login access for 1 week
      And Sam is logged in as Nia of Acme UAT
      And Sam is debugging Acme UAT

    Example: While it runs
      When Nia of Acme UAT reads the debugger records
      Then the rows are only
        | object              | id                  | Status | StatusMessage | StatusUsername | LicenseType |
        | ApexDebuggerSession | ApexDebuggerSession | Active |               |                | free        |

    Example: When the LoginAs session is over
      Given Sam logged out of Acme UAT
      When Nia of Acme UAT reads the debugger records
      Then the rows are only
        | object              | id                  | Status | StatusMessage                          | StatusUsername | LicenseType | SessionId           | Type              | Description |
        | ApexDebuggerSession | ApexDebuggerSession | Detach | ended with the session it rested on |                | free        |                     |                   |             |
        | ApexDebuggerEvent   | ApexDebuggerEvent   |        |                                        |                |             | ApexDebuggerSession | SessionTerminated | login ended |

    Example: They stay
      Given it is 2032-03-04 09:00
      And Nia of Acme UAT is logged in with own credentials
      When Nia of Acme UAT reads the debugger records
      Then there are 2 rows

    Example: The API asks for API Enabled
      Given the profile of Omar of Acme UAT lacks "API Enabled"
      When Omar of Acme UAT reads the debugger records
      Then Omar of Acme UAT is refused under POWER-08

    Example: Another org has none of them
      When Nia reads the debugger records
      Then there are no rows
