Feature: Which requests are debugged
  While a debugging session runs, requests of its user become threads that breakpoints can stop; all others run by themselves.

  Background:
    Given Nia of Acme UAT granted Ledger Labs login access for 1 week
    And Sam is logged in as Nia of Acme UAT

  @DEBUG-27
  Rule: Only requests of the LoginAs user hit breakpoints

    Background:
      Given Sam is debugging Acme UAT

    Example: A request of the user the engineer is logged in as
      When Nia of Acme UAT calls "InvoiceService.post" by REST
      Then the request is debugged under DEBUG-35
      And the audit log of Acme UAT gains only
        | event                 | user | delegate user | rule     | requestType | entryPoint          |
        | debug.request-started | Nia  |               | DEBUG-35 | REST        | InvoiceService.post |

    Example: A request of another user passes, and the engineer is told nothing of it
      When Omar of Acme UAT calls "InvoiceService.post" by REST
      Then the request is undebugged under DEBUG-27 because "the request is one of omar@acme.example.uat, and the debugger is logged in as nia@acme.example.uat"
      And the audit log of Acme UAT gains only
        | event                | user | rule     | entryPoint          |
        | debug.request-passed | Omar | DEBUG-27 | InvoiceService.post |
      And the threads in Acme UAT are
        | request | state | at |

    Example: It passes the breakpoint
      Given Sam set a breakpoint at line 17 of InvoiceService
      And Omar of Acme UAT called "InvoiceService.post" by REST
      When "InvoiceService.post" reaches line 17 of InvoiceService
      Then it runs on
      And the audit log of Acme UAT gains nothing

    Example: As the older guide has it, the debugger is for everybody's requests
      Given the policy debugEventScope is allUsers
      When Omar of Acme UAT calls "InvoiceService.post" by REST
      Then the request is debugged under DEBUG-35
      And the threads in Acme UAT are
        | request             | state   | at |
        | InvoiceService.post | running |    |

    Example: Asking beforehand why it would pass
      When Nia of Acme UAT asks whether a call of "InvoiceService.post" by REST of Omar of Acme UAT would be debugged
      Then Omar would be refused under DEBUG-27
      And the checks are
        | rule     | verdict     |
        | DEBUG-27 | broken      |
        | DEBUG-34 | not reached |
        | DEBUG-28 | not reached |
        | DEBUG-17 | not reached |
      And it could be done only by
        | agent | user                 |
        |       | nia@acme.example.uat |
      And the threads in Acme UAT are
        | request | state | at |

    Example: Asking where no debugger runs
      When Nia asks whether a call of "InvoiceService.post" by REST of Nia would be debugged
      Then Nia is told 'no debugging session runs in the org; start one, then ask again'

    Example: Nobody looks on in the production org
      When Nia calls "InvoiceService.post" by REST
      Then the request runs, and no debugger looks on
      And the audit log of Acme Corp gains nothing

  @DEBUG-35
  Rule: Synchronous requests of every kind are debugged

    Background:
      Given Sam is debugging Acme UAT

    Scenario Outline: A request of the type <type>
      When Nia of Acme UAT calls "InvoiceService.post" by <type>
      Then the request is debugged under DEBUG-35
      And the threads in Acme UAT are
        | request             | state   | at |
        | InvoiceService.post | running |    |

      Examples:
        | type                  |
        | EXECUTE_ANONYMOUS     |
        | INVOCABLE_ACTION      |
        | LIGHTNING             |
        | QUICK_ACTION          |
        | REMOTE_ACTION         |
        | REST                  |
        | RUN_TESTS_SYNCHRONOUS |
        | RUN_TESTS_DEPLOY      |
        | SOAP                  |
        | SYNCHRONOUS           |
        | VISUALFORCE           |

  @DEBUG-34
  Rule: Asynchronous code is not debugged, unless a test runs it synchronously

    Background:
      Given Sam is debugging Acme UAT

    Scenario Outline: A request of the type <type> by itself
      When Nia of Acme UAT calls "InvoiceService.post" by <type>
      Then the request is undebugged under DEBUG-34 because "<why>"
      And the threads in Acme UAT are
        | request | state | at |

      Examples:
        | type                   | why                                                              |
        | BATCH_APEX             | a request of the type BATCH_APEX runs asynchronously             |
        | FUTURE                 | a request of the type FUTURE runs asynchronously                 |
        | INBOUND_EMAIL_SERVICE  | a request of the type INBOUND_EMAIL_SERVICE runs asynchronously  |
        | QUEUEABLE              | a request of the type QUEUEABLE runs asynchronously              |
        | RUN_TESTS_ASYNCHRONOUS | a request of the type RUN_TESTS_ASYNCHRONOUS runs asynchronously |
        | SCHEDULED              | a request of the type SCHEDULED runs asynchronously              |

    Example: A test runs it between startTest and stopTest
      When a test of Nia of Acme UAT calls "InvoiceService.post" by QUEUEABLE between startTest and stopTest
      Then the request is debugged under DEBUG-34
      And the audit log of Acme UAT gains only
        | event                 | user | rule     | requestType | inTest |
        | debug.request-started | Nia  | DEBUG-34 | QUEUEABLE   | true   |

  @DEBUG-28
  Rule: Filters by user, request type and entry point narrow what is debugged; an empty filter lets everything through

    Background:
      Given Sam set up the project "Acme UAT"

    Example: Without a filter
      Given Sam started the debugging session with the filters
        | users         |  |
        | request types |  |
        | entry point   |  |
      When Nia of Acme UAT calls "ledg.InvoiceService.post(Id)" by REST
      Then the request is debugged under DEBUG-35

    Scenario Outline: <filter> are <value>, and the request is <is>
      Given Sam started the debugging session with the filters
        | <filter> | <value> |
      When Nia of Acme UAT calls "ledg.InvoiceService.post(Id)" by REST
      Then the request is <is> under <rule> because "<why>"

      Examples: it is among what the filter names
        | filter        | value                             | is       | rule     | why                                             |
        | users         | Omar of Acme UAT, Nia of Acme UAT | debugged | DEBUG-35 | Synchronous requests of every kind are debugged |
        | request types | SOAP, REST                        | debugged | DEBUG-35 | Synchronous requests of every kind are debugged |

      Examples: it is not
        | filter        | value            | is         | rule     | why                                             |
        | users         | Omar of Acme UAT | undebugged | DEBUG-28 | the user filter leaves out nia@acme.example.uat |
        | request types | SOAP             | undebugged | DEBUG-28 | the request type filter leaves out REST         |

    Scenario Outline: The entry point is <value>, and the request is <is>
      Given Sam started the debugging session with the filters
        | entry point | <value> |
      When Nia of Acme UAT calls "ledg.InvoiceService.post(Id)" by REST
      Then the request is <is> under <rule>

      Examples: the whole of it matches
        | value                               | is       | rule     |
        | .*Invoice.*                         | debugged | DEBUG-35 |
        | ledg[.]\\w+[.](post\|total)\\(Id\\) | debugged | DEBUG-35 |

      Examples: it does not
        | value     | is         | rule     |
        | Invoice   | undebugged | DEBUG-28 |
        | .*Quote.* | undebugged | DEBUG-28 |

    Example: A request has to pass all of them
      Given Sam started the debugging session with the filters
        | request types | REST      |
        | entry point   | .*Quote.* |
      When Nia of Acme UAT calls "ledg.InvoiceService.post(Id)" by REST
      Then the request is undebugged under DEBUG-28 because 'the entry point filter ".*Quote.*" leaves out ledg.InvoiceService.post(Id)'

    Scenario Outline: A filter that is none: <filter> is <value>
      When Sam starts the debugging session with the filters
        | <filter> | <value> |
      Then Sam is told '<why>'
      And the audit log of Acme UAT gains only
        | event         | user | delegate user | page                      | fault         |
        | login.visited | Nia  | Sam           | start a debugging session | INVALID_FIELD |

      Examples:
        | filter      | value      | why                                                                                                                |
        | entry point | .*(Invoice | ".*(Invoice" is no entry point filter: a "(" is never closed                                                       |
        | entry point | (a)\\1     | "(a)\\1" is no entry point filter: "\\1" cannot be used; there are \\d, \\w, \\s and signs to be taken as they are |

    Example: An expression that keeps other engines busy for ever
      Given Sam started the debugging session with the filters
        | entry point | (a+)+(a+)+(a+)+b |
      When Nia of Acme UAT calls "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" by REST
      Then the request is undebugged under DEBUG-28

  @DEBUG-17
  Rule: At most two threads are debugged at once

    Background:
      Given Sam is debugging Acme UAT
      And Nia of Acme UAT called "InvoiceService.post" by REST

    Example: The second one
      When Nia of Acme UAT calls "InvoiceService.total" by REST
      Then the request is debugged under DEBUG-35
      And the threads in Acme UAT are
        | request              | state   | at |
        | InvoiceService.post  | running |    |
        | InvoiceService.total | running |    |

    Example: The third one runs undebugged
      Given Nia of Acme UAT called "InvoiceService.total" by REST
      When Nia of Acme UAT calls "InvoiceReminder.remind" by REST
      Then the request is undebugged under DEBUG-17 because "2 of 2 threads are being debugged"
      And the audit log of Acme UAT gains only
        | event                | user | rule     | entryPoint             |
        | debug.request-passed | Nia  | DEBUG-17 | InvoiceReminder.remind |

    Example: It stays so when a thread has come to its end
      Given Nia of Acme UAT called "InvoiceService.total" by REST
      And Nia of Acme UAT called "InvoiceReminder.remind" by REST
      When "InvoiceService.post" comes to its end
      Then the audit log of Acme UAT gains only
        | event                  | user | how      |
        | debug.request-finished | Nia  | finished |
      And the threads in Acme UAT are
        | request              | state   | at |
        | InvoiceService.total | running |    |

    Example: A thread that has come to its end makes place for the next request
      Given Nia of Acme UAT called "InvoiceService.total" by REST
      And "InvoiceService.post" came to its end
      When Nia of Acme UAT calls "InvoiceReminder.remind" by REST
      Then the request is debugged under DEBUG-35

    Example: A thread does not outlive the process that runs it
      When the simulator is stopped in order and starts again
      Then the audit log of Acme UAT gains only
        | event                  | user | how     |
        | debug.request-finished | Nia  | cut off |
      And the threads in Acme UAT are
        | request | state | at |

    Example: A third one that waits
      Given the policy thirdThread is waits
      And Nia of Acme UAT called "InvoiceService.total" by REST
      When Nia of Acme UAT calls "InvoiceReminder.remind" by REST
      Then the request is made to wait under DEBUG-17
      And the audit log of Acme UAT gains only
        | event               | user | rule     | entryPoint             |
        | debug.request-waits | Nia  | DEBUG-17 | InvoiceReminder.remind |

    Example: It is debugged as soon as a thread has come to its end
      Given the policy thirdThread is waits
      And Nia of Acme UAT called "InvoiceService.total" by REST
      And Nia of Acme UAT called "InvoiceReminder.remind" by REST
      When "InvoiceService.post" comes to its end
      Then the audit log of Acme UAT gains only
        | event                  | user | entryPoint             |
        | debug.request-finished | Nia  |                        |
        | debug.request-started  | Nia  | InvoiceReminder.remind |
      And the threads in Acme UAT are
        | request                | state   | at |
        | InvoiceService.total   | running |    |
        | InvoiceReminder.remind | running |    |

    Example: Those that wait are debugged in the order they came, one for each thread that has ended
      Given the policy thirdThread is waits
      And Nia of Acme UAT called "InvoiceService.total" by REST
      And Nia of Acme UAT called "InvoiceReminder.remind" by REST
      And Nia of Acme UAT called "RoundingService.round" by REST
      And "InvoiceService.total" came to its end
      When "InvoiceService.post" comes to its end
      Then the audit log of Acme UAT gains only
        | event                  | entryPoint            |
        | debug.request-finished |                       |
        | debug.request-started  | RoundingService.round |
      And the threads in Acme UAT are
        | request                | state   | at |
        | InvoiceReminder.remind | running |    |
        | RoundingService.round  | running |    |

    Example: A third one that is refused
      Given the policy thirdThread is refused
      And Nia of Acme UAT called "InvoiceService.total" by REST
      When Nia of Acme UAT calls "InvoiceReminder.remind" by REST
      Then the request is refused under DEBUG-17 because "2 of 2 threads are being debugged"
      And the audit log of Acme UAT gains only
        | event                 | user | rule     | entryPoint             |
        | debug.request-refused | Nia  | DEBUG-17 | InvoiceReminder.remind |
