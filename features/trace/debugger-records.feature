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
        | object              | id                  | Status | StatusMessage | StatusUsername | LicenseType | SessionId           | Type  |
        | ApexDebuggerSession | ApexDebuggerSession | Active |               |                | free        |                     |       |
        | ApexDebuggerEvent   | ApexDebuggerEvent   |        |               |                |             | ApexDebuggerSession | Ready |

    Example: A breakpoint, a request that it stops, and what the debugger was told of that
      Given Sam set a breakpoint at line 17 of InvoiceService
      And Nia of Acme UAT called "InvoiceService.post" by REST
      And "InvoiceService.post" stopped at line 17 of InvoiceService
      When Nia of Acme UAT reads the debugger records
      Then the rows are only
        | object                 | id                     | SessionId           | Type           | FileName            | Line | IsEnabled | RequestId           | BreakpointId           | RequestType | EntryPoint          |
        | ApexDebuggerSession    | ApexDebuggerSession    |                     |                |                     |      |           |                     |                        |             |                     |
        | ApexDebuggerEvent      | ApexDebuggerEvent      | ApexDebuggerSession | Ready          |                     |      |           |                     |                        |             |                     |
        | ApexDebuggerBreakpoint | ApexDebuggerBreakpoint | ApexDebuggerSession | Line           | ledg/InvoiceService |   17 | true      |                     |                        |             |                     |
        | ApexDebuggerRequest    | ApexDebuggerRequest    | ApexDebuggerSession |                |                     |      |           |                     |                        | REST        | InvoiceService.post |
        | ApexDebuggerEvent      | ApexDebuggerEvent      | ApexDebuggerSession | RequestStarted |                     |      |           | ApexDebuggerRequest |                        |             |                     |
        | ApexDebuggerEvent      | ApexDebuggerEvent      | ApexDebuggerSession | Stopped        | ledg/InvoiceService |   17 |           | ApexDebuggerRequest | ApexDebuggerBreakpoint |             |                     |

    Example: A breakpoint that was removed is there, and no longer enabled
      Given Sam set a breakpoint at line 17 of InvoiceService
      And Sam removed the breakpoint at line 17 of InvoiceService
      When Nia of Acme UAT reads the debugger records
      Then the rows are only
        | object                 | Line | IsEnabled |
        | ApexDebuggerSession    |      |           |
        | ApexDebuggerEvent      |      |           |
        | ApexDebuggerBreakpoint |   17 | false     |

    Example: When the LoginAs session is over
      Given Sam logged out of Acme UAT
      When Nia of Acme UAT reads the debugger records
      Then the rows are only
        | object              | id                  | Status | StatusMessage                       | LicenseType | SessionId           | Type              | Description |
        | ApexDebuggerSession | ApexDebuggerSession | Detach | ended with the session it rested on | free        |                     |                   |             |
        | ApexDebuggerEvent   | ApexDebuggerEvent   |        |                                     |             | ApexDebuggerSession | Ready             |             |
        | ApexDebuggerEvent   | ApexDebuggerEvent   |        |                                     |             | ApexDebuggerSession | SessionTerminated | login ended |

    Example: They stay
      Given it is 2032-03-04 09:00
      And Nia of Acme UAT is logged in with own credentials
      When Nia of Acme UAT reads the debugger records
      Then there are 3 rows

    Example: The API asks for API Enabled
      Given the profile of Omar of Acme UAT lacks "API Enabled"
      When Omar of Acme UAT reads the debugger records
      Then Omar of Acme UAT is refused under POWER-08

    Example: Another org has none of them
      When Nia reads the debugger records
      Then there are no rows
