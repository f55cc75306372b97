Feature: Breakpoints
  An engineer says where a thread is to stop: at a line, or where an exception is thrown.

  Background:
    Given Nia of Acme UAT granted Ledger Labs login access for 1 week
    And Sam is logged in as Nia of Acme UAT
    And Sam is debugging Acme UAT

  @DEBUG-29
  Rule: A line breakpoint hits on an executable line of a class or trigger; on any other line it stays unverified

    Example: On a statement
      When Sam sets a breakpoint at line 17 of InvoiceService
      Then the breakpoint is verified
      And the audit log of Acme UAT gains only
        | event                | user | delegate user | rule     |
        | debug.breakpoint-set | Nia  | Sam           | DEBUG-29 |

    Example: In a trigger
      When Sam sets a breakpoint at line 3 of InvoiceTrigger
      Then the breakpoint is verified

    Example: In the subscriber's own class
      When Sam sets a breakpoint at line 3 of InvoiceReminder
      Then the breakpoint is verified

    Example: On a closing brace
      When Sam sets a breakpoint at line 26 of InvoiceService
      Then the breakpoint stays unverified under DEBUG-29 because "line 26 of ledg/InvoiceService is not executable"
      And the breakpoints of Sam are
        | on                | verified |
        | InvoiceService 26 | no       |

    Example: A line belongs to the innermost class
      When Sam sets a breakpoint at line 17 of InvoiceService.InvoiceException
      Then the breakpoint stays unverified under DEBUG-29 because "line 17 of ledg/InvoiceService$InvoiceException is not executable"

    Example: The same line again is the same breakpoint
      Given Sam set a breakpoint at line 17 of InvoiceService
      When Sam sets a breakpoint at line 17 of InvoiceService
      Then the breakpoint is verified
      And the breakpoints of Sam are
        | on                | verified |
        | InvoiceService 17 | yes      |

    Example: A thread stops there
      Given Sam set a breakpoint at line 17 of InvoiceService
      And Nia of Acme UAT called "InvoiceService.post" by REST
      When "InvoiceService.post" reaches line 17 of InvoiceService
      Then it stops under DEBUG-29
      And the audit log of Acme UAT gains only
        | event         | user | delegate user | rule     | file                | line |
        | debug.stopped | Nia  |               | DEBUG-29 | ledg/InvoiceService |   17 |

    Scenario Outline: A thread does not stop <where>
      Given Sam set a breakpoint at line 17 of InvoiceService
      And Sam set a breakpoint at line 26 of InvoiceService
      And Nia of Acme UAT called "InvoiceService.post" by REST
      When "InvoiceService.post" reaches line <line> of <class>
      Then it runs on
      And the audit log of Acme UAT gains nothing

      Examples:
        | where                  | line | class           |
        | at the next line       |   18 | InvoiceService  |
        | at that line elsewhere |   17 | RoundingService |
        | at an unverified one   |   26 | InvoiceService  |

    Example: A breakpoint that was removed
      Given Sam set a breakpoint at line 17 of InvoiceService
      And Sam removed the breakpoint at line 17 of InvoiceService
      And Nia of Acme UAT called "InvoiceService.post" by REST
      When "InvoiceService.post" reaches line 17 of InvoiceService
      Then it runs on

    Example: Removing one is on record
      Given Sam set a breakpoint at line 17 of InvoiceService
      When Sam removes the breakpoint at line 17 of InvoiceService
      Then Sam is let in under DEBUG-29
      And the audit log of Acme UAT gains only
        | event                    | user | delegate user |
        | debug.breakpoint-removed | Nia  | Sam           |

    Example: Nobody has said where a class that was changed can stop
      Given Sam stopped the debugging session
      And Nia of Acme UAT saved InvoiceReminder once more
      And Sam is debugging Acme UAT
      When Sam sets a breakpoint at line 3 of InvoiceReminder
      Then the breakpoint stays unverified under DEBUG-29 because "line 3 of InvoiceReminder is not executable"

  @DEBUG-32
  Rule: A breakpoint on an accessor must be inside its body

    Example: On the accessor's head
      When Sam sets a breakpoint at line 18 of InvoiceLine
      Then the breakpoint stays unverified under DEBUG-32 because "line 18 of ledg/InvoiceLine has an accessor's head and none of its body"

    Example: Inside its body
      When Sam sets a breakpoint at line 19 of InvoiceLine
      Then the breakpoint is verified

  @DEBUG-33
  Rule: No breakpoint or step goes inside an Execute Anonymous block; its frame is in the stack all the same

    Background:
      Given Nia of Acme UAT called "anonymous block" by EXECUTE_ANONYMOUS

    Example: A breakpoint
      When Sam sets a breakpoint at line 1 of anon
      Then the breakpoint stays unverified under DEBUG-33 because "an Execute Anonymous block takes neither a breakpoint nor a step"

    Example: A step out of what it called goes on to the end
      Given Sam set a breakpoint at line 17 of InvoiceService
      And "anonymous block" stopped at
        | class          | line |
        | InvoiceService |   17 |
        | anon           |    1 |
      And Sam stepped out in "anonymous block"
      When "anonymous block" reaches line 2 of anon
      Then it runs on under DEBUG-33 because "an Execute Anonymous block takes neither a breakpoint nor a step"

    Example: Its frame is in the stack
      Given Sam set a breakpoint at line 17 of InvoiceService
      And "anonymous block" stopped at
        | class          | line |
        | InvoiceService |   17 |
        | anon           |    1 |
      When Sam looks at the debugger
      Then the stack of "anonymous block" is
        | class          | line |
        | InvoiceService |   17 |
        | anon           |    1 |

    Example: Its variables can be read
      Given Sam set a breakpoint at line 17 of InvoiceService
      And "anonymous block" stopped at
        | class          | line | locals           |
        | InvoiceService |   17 |                  |
        | anon           |    1 | invoiceId=a0R001 |
      When Sam reads the variables of "anonymous block" in frame 1
      Then all variables are shown: "invoiceId"

  @DEBUG-30
  Rule: An exception breakpoint stops on the throwing line, and is gone when the IDE closes

    Example: The engineer chooses to break on an exception of the project
      When Sam chooses to always break on InvoiceService.InvoiceException
      Then Sam is let in under DEBUG-30
      And the audit log of Acme UAT gains only
        | event                | user | delegate user | rule     |
        | debug.breakpoint-set | Nia  | Sam           | DEBUG-30 |
      And the breakpoints of Sam are
        | on                              | verified |
        | InvoiceService.InvoiceException |          |

    Scenario Outline: Breaking on <exception>, thrown is <thrown>
      Given Sam chose to always break on <exception>
      And Nia of Acme UAT called "InvoiceService.total" by REST
      When "InvoiceService.total" throws <thrown> at line 7 of InvoiceService
      Then it stops under DEBUG-30
      And the threads in Acme UAT are
        | request              | state   | at               |
        | InvoiceService.total | stopped | InvoiceService 7 |
      And the audit log of Acme UAT gains only
        | event                  | user | rule     | line |
        | debug.exception-thrown | Nia  | DEBUG-30 |    7 |
        | debug.stopped          | Nia  | DEBUG-30 |    7 |

      Examples:
        | exception                       | thrown                          |
        | InvoiceService.InvoiceException | InvoiceService.InvoiceException |
        | NullPointerException            | NullPointerException            |

    Example: Another exception
      Given Sam chose to always break on NullPointerException
      And Nia of Acme UAT called "InvoiceService.total" by REST
      When "InvoiceService.total" throws InvoiceService.InvoiceException at line 7 of InvoiceService
      Then it runs on under DEBUG-30 because "there is no exception breakpoint for ledg/InvoiceService$InvoiceException"
      And the audit log of Acme UAT gains only
        | event                  | user | file                | line | exception                            |
        | debug.exception-thrown | Nia  | ledg/InvoiceService |    7 | ledg/InvoiceService$InvoiceException |

    Example: Never break
      Given Sam chose to always break on NullPointerException
      And Sam chose to never break on NullPointerException
      And Nia of Acme UAT called "InvoiceService.total" by REST
      When "InvoiceService.total" throws NullPointerException at line 9 of InvoiceService
      Then it runs on under DEBUG-30 because "there is no exception breakpoint for com/salesforce/api/exception/NullPointerException"

    Scenario Outline: No exception to break on: <name>
      When Sam chooses to always break on <name>
      Then Sam is told '"<file>" is no exception to break on; name one of System, or a class of the project that extends Exception'

      Examples:
        | name         | file              |
        | InvoiceLine  | ledg/InvoiceLine  |
        | QuoteService | quil/QuoteService |

    Example: The IDE was closed
      Given Sam chose to always break on NullPointerException
      And Sam closed the IDE
      And Nia of Acme UAT called "InvoiceService.total" by REST
      When "InvoiceService.total" throws NullPointerException at line 9 of InvoiceService
      Then it runs on under DEBUG-30 because "exception breakpoints went when the IDE was closed"

    Example: Line breakpoints stay when the IDE is closed
      Given Sam set a breakpoint at line 9 of InvoiceService
      And Sam closed the IDE
      And Nia of Acme UAT called "InvoiceService.total" by REST
      When "InvoiceService.total" reaches line 9 of InvoiceService
      Then it stops under DEBUG-29
