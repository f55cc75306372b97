Feature: The subscriber's own Apex Debugger
  A user of the sandbox debugs the org's own code; inside a managed package the debugger is blind.

  @DEBUG-09
  Rule: The subscriber's own debugging session stops in the subscriber's own code only

    Background:
      Given Acme Corp is of Performance Edition
      And Nia of Acme UAT holds "Debug Apex" by permission set
      And Nia of Acme UAT started the own Apex Debugger
      And Omar of Acme UAT called "InvoiceReminder.remind" by REST

    Example: A breakpoint in the own code
      When Nia of Acme UAT sets a breakpoint at line 3 of InvoiceReminder
      Then the breakpoint is verified

    Example: It is hit
      Given Nia of Acme UAT set a breakpoint at line 3 of InvoiceReminder
      When "InvoiceReminder.remind" reaches line 3 of InvoiceReminder
      Then it stops under DEBUG-29

    Example: A breakpoint in managed code
      When Nia of Acme UAT sets a breakpoint at line 17 of InvoiceService
      Then the breakpoint stays unverified under DEBUG-09 because "ledg/InvoiceService is code of the managed package Ledger, and the session is the subscriber's own"
      And the audit log of Acme UAT gains only
        | event                | user | delegate user |
        | debug.breakpoint-set | Nia  |               |

    Example: A step into managed code does not stop there
      Given Nia of Acme UAT set a breakpoint at line 3 of InvoiceReminder
      And "InvoiceReminder.remind" stopped at line 3 of InvoiceReminder
      And Nia of Acme UAT stepped into in "InvoiceReminder.remind"
      When "InvoiceReminder.remind" reaches
        | class           | line |
        | InvoiceService  |   17 |
        | InvoiceReminder |    3 |
      Then it runs on under DEBUG-09 because "ledg/InvoiceService is code of the managed package Ledger, and the session is the subscriber's own"

    Example: Of managed code only the globals are shown
      Given Nia of Acme UAT set a breakpoint at line 3 of InvoiceReminder
      And "InvoiceReminder.remind" stopped at
        | class           | line | locals    | globals |
        | InvoiceReminder |    3 |           |         |
        | InvoiceService  |   17 | rate=0.19 | SCALE=2 |
      When Nia of Acme UAT reads the variables of "InvoiceReminder.remind" in frame 1
      Then only globals are shown: "SCALE"
      And the audit log of Acme UAT gains only
        | event                | user | delegate user | rule     | names     | count |
        | debug.variables-read | Nia  |               | DEBUG-09 | ["SCALE"] |     1 |
