Feature: Stepping
  A thread that has stopped is let go on by the engineer: to the next line, into or out of a call, or to the next breakpoint.

  Background:
    Given Nia of Acme UAT granted Ledger Labs login access for 1 week
    And Sam is logged in as Nia of Acme UAT
    And Sam is debugging Acme UAT
    And Sam set a breakpoint at line 17 of InvoiceService
    And Nia of Acme UAT called "InvoiceService.post" by REST

  @DEBUG-40
  Rule: A step or continue acts on one thread and leaves the other as it is

    Background:
      Given "InvoiceService.post" stopped at line 17 of InvoiceService

    Example: One of two threads is continued
      Given Nia of Acme UAT called "InvoiceService.total" by REST
      And "InvoiceService.total" stopped at line 17 of InvoiceService
      When Sam continues "InvoiceService.post"
      Then Sam is let in under DEBUG-40
      And the threads in Acme UAT are
        | request              | state   | at                |
        | InvoiceService.post  | running |                   |
        | InvoiceService.total | stopped | InvoiceService 17 |
      And the audit log of Acme UAT gains only
        | event         | user | delegate user | step |
        | debug.resumed | Nia  | Sam           |      |

    Example: One of two threads is stepped
      Given Nia of Acme UAT called "InvoiceService.total" by REST
      And "InvoiceService.total" stopped at line 17 of InvoiceService
      When Sam steps over in "InvoiceService.post"
      Then Sam is let in under DEBUG-40
      And the threads in Acme UAT are
        | request              | state   | at                |
        | InvoiceService.post  | running |                   |
        | InvoiceService.total | stopped | InvoiceService 17 |
      And the audit log of Acme UAT gains only
        | event         | user | delegate user | step |
        | debug.resumed | Nia  | Sam           | over |

    Example: A thread that runs has nowhere to go on from
      Given Sam continued "InvoiceService.post"
      When Sam steps over in "InvoiceService.post"
      Then Sam is refused under DEBUG-40 because "the request InvoiceService.post is running, so there is nowhere to go on from"
      And the audit log of Acme UAT gains only
        | event         | user | delegate user | act           |
        | debug.refused | Nia  | Sam           | step a thread |

    Example: After a continue it does not stop at the next line
      Given Sam continued "InvoiceService.post"
      When "InvoiceService.post" reaches line 18 of InvoiceService
      Then it runs on

    Scenario Outline: A step <step> ends <where>
      Given Sam stepped <step> in "InvoiceService.post"
      When "InvoiceService.post" reaches line 18 of InvoiceService
      Then it stops under DEBUG-40

      Examples:
        | step | where                                 |
        | over | at the next line                      |
        | into | at a line too where nothing is called |

    Example: A step into a method ends at its first line
      Given Sam stepped into in "InvoiceService.post"
      When "InvoiceService.post" reaches
        | class          | line |
        | InvoiceLine    |    8 |
        | InvoiceService |   17 |
      Then it stops under DEBUG-40
      And the threads in Acme UAT are
        | request             | state   | at            |
        | InvoiceService.post | stopped | InvoiceLine 8 |

    Example: A step over a method does not end inside it
      Given Sam stepped over in "InvoiceService.post"
      When "InvoiceService.post" reaches
        | class          | line |
        | InvoiceLine    |    8 |
        | InvoiceService |   17 |
      Then it runs on

    Example: A step out does not end in the method it began in
      Given Sam stepped out in "InvoiceService.post"
      When "InvoiceService.post" reaches line 18 of InvoiceService
      Then it runs on

    Example: A step out ends where the calling method goes on
      Given Sam stepped into in "InvoiceService.post"
      And "InvoiceService.post" stopped at
        | class          | line |
        | InvoiceLine    |    8 |
        | InvoiceService |   17 |
      And Sam stepped out in "InvoiceService.post"
      When "InvoiceService.post" reaches line 18 of InvoiceService
      Then it stops under DEBUG-40

    Example: A breakpoint on the way stops a step over
      Given Sam set a breakpoint at line 9 of InvoiceLine
      And Sam stepped over in "InvoiceService.post"
      When "InvoiceService.post" reaches
        | class          | line |
        | InvoiceLine    |    9 |
        | InvoiceService |   17 |
      Then it stops under DEBUG-29

  @DEBUG-41
  Rule: Of other packages only globals are seen, and stepping into them is stepping over

    Example: A breakpoint in another publisher's package
      When Sam sets a breakpoint at line 8 of QuoteService
      Then the breakpoint stays unverified under DEBUG-41 because "quil/QuoteService is code of the package Quill, another publisher's"

    Example: A step into it does not stop there
      Given "InvoiceService.post" stopped at line 17 of InvoiceService
      And Sam stepped into in "InvoiceService.post"
      When "InvoiceService.post" reaches
        | class          | line |
        | QuoteService   |    4 |
        | InvoiceService |   17 |
      Then it runs on under DEBUG-41 because "quil/QuoteService is code of the package Quill, another publisher's"

    Example: Nor in what that calls back
      Given "InvoiceService.post" stopped at line 17 of InvoiceService
      And Sam stepped into in "InvoiceService.post"
      When "InvoiceService.post" reaches
        | class          | line |
        | InvoiceLine    |    8 |
        | QuoteService   |    4 |
        | InvoiceService |   17 |
      Then it runs on

    Example: It ends where the calling code goes on
      Given "InvoiceService.post" stopped at line 17 of InvoiceService
      And Sam stepped into in "InvoiceService.post"
      When "InvoiceService.post" reaches line 18 of InvoiceService
      Then it stops under DEBUG-40

    Example: Of its variables only the globals are shown
      Given "InvoiceService.post" stopped at
        | class          | line | locals        | globals   |
        | InvoiceService |   17 |               |           |
        | QuoteService   |    4 | discount=0.05 | RATE=0.19 |
      When Sam reads the variables of "InvoiceService.post" in frame 1
      Then only globals are shown: "RATE"
      And the audit log of Acme UAT gains only
        | event                | user | delegate user | rule     | file              | names    | count |
        | debug.variables-read | Nia  | Sam           | DEBUG-41 | quil/QuoteService | ["RATE"] |     1 |

    Example: In the publisher's own package and the subscriber's own code all are shown
      Given "InvoiceService.post" stopped at
        | class           | line | locals           | globals   |
        | InvoiceService  |   17 |                  |           |
        | InvoiceReminder |    3 | invoiceId=a0R001 | RATE=0.19 |
      When Sam reads the variables of "InvoiceService.post" in frame 1
      Then all variables are shown: "invoiceId, RATE"
