Feature: What a debugger hears, and how it ends
  The server tells the debugger what happens; when the session is over nothing of it stays behind in the org.

  Background:
    Given Nia of Acme UAT granted Ledger Labs login access for 1 week
    And Sam is logged in as Nia of Acme UAT
    And Sam is debugging Acme UAT
    And Sam set a breakpoint at line 17 of InvoiceService
    And Nia of Acme UAT called "InvoiceService.post" by REST

  @DEBUG-22
  Rule: When a debugging session ends its breakpoints are gone and stopped threads run on

    Example: One thread stopped, one running
      Given "InvoiceService.post" stopped at line 17 of InvoiceService
      And Nia of Acme UAT called "InvoiceService.total" by REST
      When Sam logs out of Acme UAT
      Then the audit log of Acme UAT gains only
        | event          | user | delegate user | was     |
        | login.ended    | Nia  | Sam           |         |
        | debug.ended    | Nia  | Sam           |         |
        | debug.released | Nia  |               | stopped |
        | debug.released | Nia  |               | running |
      And the threads in Acme UAT are
        | request | state | at |
      And there are no breakpoints in Acme UAT

    Example: A request that waits is let go, too
      Given the policy thirdThread is waits
      And Nia of Acme UAT called "InvoiceService.total" by REST
      And Nia of Acme UAT called "InvoiceReminder.remind" by REST
      When Sam logs out of Acme UAT
      Then the audit log of Acme UAT gains only
        | event          | was     |
        | login.ended    |         |
        | debug.ended    |         |
        | debug.released | running |
        | debug.released | running |
        | debug.released | waiting |

    Example: It is released at the instant at which the session ended
      Given "InvoiceService.post" stopped at line 17 of InvoiceService
      When time passes until 10:30 on Tuesday
      Then the audit log of Acme UAT gains only
        | at               | event          | user |
        | 2031-03-04 10:00 | debug.ended    | Nia  |
        | 2031-03-04 10:00 | debug.released | Nia  |

    Example: What was a thread passes the breakpoint from then on
      Given "InvoiceService.post" stopped at line 17 of InvoiceService
      And Sam logged out of Acme UAT
      When "InvoiceService.post" reaches line 17 of InvoiceService
      Then it runs on

  @DEBUG-26
  Rule: Waiting at a breakpoint is no activity

    Scenario Outline: <what>
      Given it is 09:10 on Tuesday
      And "InvoiceService.post" stopped at line 17 of InvoiceService
      And it is 09:20 on Tuesday
      And <what>
      When Sam looks at the debugger
      Then the debugger was last active at "<active>"

      Examples: what is not
        | what                                                  | active |
        | it is 09:30 on Tuesday                                |  09:00 |
        | Nia of Acme UAT called "InvoiceService.total" by REST |  09:00 |
        | Sam set a breakpoint at line 18 of InvoiceService     |  09:00 |

      Examples: what is
        | what                                            | active |
        | Sam continued "InvoiceService.post"             |  09:20 |
        | Sam stepped over in "InvoiceService.post"       |  09:20 |
        | Sam read the variables of "InvoiceService.post" |  09:20 |

  @DEBUG-44
  Rule: The debugger is told what happens on two channels

    Example: A thread from its beginning to its end
      Given "InvoiceService.post" stopped at line 17 of InvoiceService
      And Sam stepped over in "InvoiceService.post"
      And "InvoiceService.post" stopped at line 18 of InvoiceService
      And Sam continued "InvoiceService.post"
      And "InvoiceService.post" came to its end
      When Sam reads what the debugger was told
      Then Sam is let in under DEBUG-44
      And the debugger of Sam was told
        | channel                              | kind            | request             | at                | breakpoint        | description         |
        | /systemTopic/ApexDebuggerSystemEvent | Ready           |                     |                   |                   |                     |
        | /systemTopic/ApexDebuggerSystemEvent | RequestStarted  | InvoiceService.post |                   |                   | InvoiceService.post |
        | /systemTopic/ApexDebuggerSystemEvent | Stopped         | InvoiceService.post | InvoiceService 17 | InvoiceService 17 |                     |
        | /systemTopic/ApexDebuggerSystemEvent | Resumed         | InvoiceService.post |                   |                   |                     |
        | /systemTopic/ApexDebuggerSystemEvent | Stopped         | InvoiceService.post | InvoiceService 18 |                   |                     |
        | /systemTopic/ApexDebuggerSystemEvent | Resumed         | InvoiceService.post |                   |                   |                     |
        | /systemTopic/ApexDebuggerSystemEvent | RequestFinished | InvoiceService.post |                   |                   |                     |

    Example: An exception is told on the other channel
      Given "InvoiceService.post" threw NullPointerException at line 18 of InvoiceService
      When Sam reads what the debugger was told after "RequestStarted"
      Then the debugger of Sam was told
        | channel                        | kind          | request             | at                | description                                       |
        | /systemTopic/ApexDebuggerEvent | ApexException | InvoiceService.post | InvoiceService 18 | com/salesforce/api/exception/NullPointerException |

    Scenario Outline: A third request that <comes to>
      Given the policy thirdThread is <policy>
      And Nia of Acme UAT called "InvoiceService.total" by REST
      And Nia of Acme UAT called "InvoiceReminder.remind" by REST
      When Sam reads what the debugger was told after "RequestStarted"
      Then the debugger of Sam was told
        | channel                              | kind          | description   |
        | /systemTopic/ApexDebuggerSystemEvent | SystemWarning | <description> |

      Examples:
        | comes to        | policy         | description                                                               |
        | runs undebugged | runsUndebugged | InvoiceReminder.remind is not debugged: 2 of 2 threads are being debugged |
        | waits           | waits          | InvoiceReminder.remind waits: 2 of 2 threads are being debugged           |
        | is refused      | refused        | InvoiceReminder.remind was refused: 2 of 2 threads are being debugged     |

    Example: A change of the org
      When Nia of Acme UAT uninstalls Quill
      Then among what the debugger in Acme UAT was told is
        | channel                              | kind      | description           |
        | /systemTopic/ApexDebuggerSystemEvent | OrgChange | Quill was uninstalled |

    Example: The end of the session
      When Sam logs out of Acme UAT
      Then among what the debugger in Acme UAT was told is
        | channel                              | kind              | description |
        | /systemTopic/ApexDebuggerSystemEvent | SessionTerminated | login ended |

    Example: The engineer is told, too, as long as the LoginAs session goes on
      Given it is 09:59 on Tuesday
      And Sam was active in Acme UAT at 10:00 on Tuesday
      When Sam reads what the debugger was told after "RequestStarted"
      Then the debugger of Sam was told
        | channel                              | kind              | description |
        | /systemTopic/ApexDebuggerSystemEvent | SessionTerminated | idle        |

    Example: Until another one takes its place
      Given Sam stopped the debugging session
      And Nia of Acme UAT granted Quill Inc login access for 1 week
      And Quentin is logged in as Nia of Acme UAT
      And Quentin is debugging Acme UAT
      When Sam reads what the debugger was told
      Then Sam is told "no debugging session runs in this session; start one first"

    Example: Nothing else can be done at a debugger whose session is over
      Given Sam stopped the debugging session
      When Sam looks at the debugger
      Then Sam is told "no debugging session runs in this session; start one first"

    Example: Of other users' requests it hears nothing
      Given Omar of Acme UAT called "InvoiceService.total" by REST
      When Sam reads what the debugger was told after "RequestStarted"
      Then the debugger of Sam was told
        | channel | kind | description |
