Feature: How a debugging session ends
  It is stopped, removed, or ended by the platform: for idleness, for its age, for maintenance, with its login.

  Background:
    Given Nia of Acme UAT granted Ledger Labs login access for 1 week
    And Sam is logged in as Nia of Acme UAT
    And Sam is debugging Acme UAT

  @DEBUG-14
  Rule: The debugger has no login of its own and does not outlive the LoginAs session

    Example: Logging out takes it along at the same instant
      When Sam logs out of Acme UAT
      Then Sam is let in under LOGIN-10
      And the audit log of Acme UAT gains only
        | event       | at               | user | delegate user | reason      |
        | login.ended | 2031-03-04 09:00 | Nia  | Sam           | logged out  |
        | debug.ended | 2031-03-04 09:00 | Nia  | Sam           | login ended |

    Example: Returning to the subscriber overview does, too
      Given it is 09:20 on Tuesday
      When Sam returns from Acme UAT to the subscriber overview
      Then the debugging session of Sam was over at 09:20 on Tuesday: "login ended"

    Example: So does the idle timeout of the LoginAs session, however active the debugger
      Given Sam returned from Acme UAT to the subscriber overview
      And Sam works in the own org again
      And Acme UAT ends sessions after 30 minutes of idleness
      And Sam is logged in as Nia of Acme UAT
      And Sam is debugging Acme UAT
      And Sam was active in the debugger at 09:14 on Tuesday
      When time passes until 09:30 on Tuesday
      Then the debugging session of Sam was over at 09:30 on Tuesday: "login ended"

    Scenario Outline: So does the end of the sandbox itself, which is <gone>
      When the sandbox Acme UAT is <gone>
      Then the debugging session of Sam was over at 09:00 on Tuesday: "login ended"

      Examples:
        | gone      |
        | refreshed |
        | deleted   |

    Example: The own session of the user is another one
      Given Nia of Acme UAT is logged in with own credentials
      When Nia of Acme UAT logs out of Acme UAT
      Then Nia of Acme UAT is let in under POWER-08
      And the debugging session of Sam goes on

  @DEBUG-16
  Rule: A debugging session is a record that is Active while it runs and Detach when it was stopped

    Example: While it runs
      When Nia of Acme UAT opens Apex Debugger in Setup
      Then the debugging sessions listed are
        | Status | StatusMessage | StatusUsername | LicenseType | UserIdFilter | RequestTypeFilter | EntryPointFilter | CreatedDate          | user                 | delegate               | idleEndsAt           | longestEndsAt        | endedAt |
        | Active |               |                | free        |              |                   |                  | 2031-03-04 09:00 UTC | nia@acme.example.uat | sam@ledgerlabs.example | 2031-03-04 10:00 UTC | 2031-03-04 13:00 UTC |         |

    Example: With the filters of its launch
      Given Sam stopped the debugging session
      And Sam started a debugging session for the request types "REST,SOAP"
      When Nia of Acme UAT opens Apex Debugger in Setup
      Then the debugging sessions listed are
        | Status | UserIdFilter | RequestTypeFilter | EntryPointFilter |
        | Detach |              |                   |                  |
        | Active |              | REST,SOAP         |                  |

    Example: The record of the session that was started
      When Nia of Acme UAT opens Apex Debugger in Setup
      Then the record listed is of the debugging session of Sam, on the allowance of Ledger Labs

    Example: The engineer stops it
      Given it is 09:15 on Tuesday
      When Sam stops the debugging session
      Then Sam is let in under DEBUG-25
      And the audit log of Acme UAT gains only
        | event       | user | delegate user | reason  |
        | debug.ended | Nia  | Sam           | stopped |

    Example: Once it was stopped
      Given Sam stopped the debugging session
      When Nia of Acme UAT opens Apex Debugger in Setup
      Then the debugging sessions listed are
        | Status | state | StatusMessage      | StatusUsername         | idleEndsAt | endedAt              |
        | Detach | ended | stopped in the IDE | sam@ledgerlabs.example |            | 2031-03-04 09:00 UTC |

    Example: An orphan is Active: the server misses nobody
      Given Sam closed the IDE
      When Nia of Acme UAT opens Apex Debugger in Setup
      Then the debugging sessions listed are
        | Status | state    | StatusMessage |
        | Active | orphaned |               |

    Example: One that ended by itself was ended by nobody
      Given it is 10:00 on Tuesday
      When Nia of Acme UAT opens Apex Debugger in Setup
      Then the debugging sessions listed are
        | Status | StatusMessage                         | StatusUsername | endedAt              |
        | Detach | ended after too long without activity |                | 2031-03-04 10:00 UTC |

    Example: A user without Setup does not see them
      When Omar of Acme UAT opens Apex Debugger in Setup
      Then Omar of Acme UAT is refused under POWER-08

  @DEBUG-18
  Rule: A debugging session ends after one hour without activity, and after thirty minutes at peak load

    Example: One minute before the hour
      When time passes until 09:59 on Tuesday
      Then the debugging session of Sam goes on

    Example: At the very hour
      When time passes until 10:00 on Tuesday
      Then the audit log of Acme UAT gains only
        | event       | at               | user | delegate user | reason |
        | debug.ended | 2031-03-04 10:00 | Nia  | Sam           | idle   |

    Example: Activity begins the hour anew, one minute before
      Given Sam was active in the debugger at 09:40 on Tuesday
      When time passes until 10:39 on Tuesday
      Then the debugging session of Sam goes on

    Example: Activity begins the hour anew, to the very minute
      Given Sam was active in the debugger at 09:40 on Tuesday
      When time passes until 10:40 on Tuesday
      Then the debugging session of Sam was over at 10:40 on Tuesday: "idle"

    Example: Work in the org is no activity in the debugger
      Given Sam was active in Acme UAT at 09:40 on Tuesday
      When time passes until 10:00 on Tuesday
      Then the debugging session of Sam was over at 10:00 on Tuesday: "idle"

    Example: An orphan idles like any other
      Given Sam closed the IDE
      When time passes until 10:00 on Tuesday
      Then the debugging session of Sam was over at 10:00 on Tuesday: "idle"

    Example: At peak load, one minute before the half hour
      Given peak load began at EU48
      When time passes until 09:29 on Tuesday
      Then the debugging session of Sam goes on

    Example: At peak load, at the very half hour
      Given peak load began at EU48
      When time passes until 09:30 on Tuesday
      Then the debugging session of Sam was over at 09:30 on Tuesday: "idle"

    Example: Peak load somewhere else
      Given peak load began at EU47
      When time passes until 09:59 on Tuesday
      Then the debugging session of Sam goes on

    Scenario Outline: The policy serverIdle is <minutes>, <when>
      Given the policy serverIdle is <minutes>
      When time passes until <now>
      Then the debugging session of Sam <outcome>

      Examples:
        | minutes | when            | now              | outcome                              |
        |      60 | a minute before | 09:59 on Tuesday | goes on                              |
        |      60 | as it is over   | 10:00 on Tuesday | was over at 10:00 on Tuesday: "idle" |
        |      90 | a minute before | 10:29 on Tuesday | goes on                              |
        |      90 | as it is over   | 10:30 on Tuesday | was over at 10:30 on Tuesday: "idle" |

    Scenario Outline: At peak load, the policy serverIdlePeak is <minutes>, <when>
      Given the policy serverIdlePeak is <minutes>
      And peak load began at EU48
      When time passes until <now>
      Then the debugging session of Sam <outcome>

      Examples:
        | minutes | when            | now              | outcome                              |
        |      30 | a minute before | 09:29 on Tuesday | goes on                              |
        |      30 | as it is over   | 09:30 on Tuesday | was over at 09:30 on Tuesday: "idle" |
        |      15 | a minute before | 09:14 on Tuesday | goes on                              |
        |      15 | as it is over   | 09:15 on Tuesday | was over at 09:15 on Tuesday: "idle" |

    Example: A limit that is lowered ends what idles as it is lowered, and not before
      Given it is 09:40 on Tuesday
      And the policy serverIdlePeak is 15
      And peak load began at EU48
      When time passes until 09:41 on Tuesday
      Then the debugging session of Sam was over at 09:40 on Tuesday: "idle"

  @DEBUG-48
  Rule: When peak load begins, sessions idle for thirty minutes end at once; when it is over the limit is one hour again

    Example: Idle for twenty-nine minutes as the peak begins
      Given it is 09:29 on Tuesday
      When peak load begins at EU48
      Then the debugging session of Sam goes on

    Example: Idle for thirty minutes as the peak begins
      Given it is 09:30 on Tuesday
      When peak load begins at EU48
      Then the audit log of Acme UAT gains only
        | event       | at               | user | delegate user | reason |
        | debug.ended | 2031-03-04 09:30 | Nia  | Sam           | idle   |

    Example: Idle for longer: it ends as the peak begins, and not before
      Given it is 09:50 on Tuesday
      When peak load begins at EU48
      Then the debugging session of Sam was over at 09:50 on Tuesday: "idle"

    Example: Active meanwhile
      Given Sam was active in the debugger at 09:40 on Tuesday
      And it is 09:50 on Tuesday
      When peak load begins at EU48
      Then the debugging session of Sam goes on

    Example: The peak is over before thirty minutes are
      Given peak load began at EU48
      And it is 09:20 on Tuesday
      And peak load was over at EU48
      When time passes until 09:59 on Tuesday
      Then the debugging session of Sam goes on

    Example: And the hour ends it
      Given peak load began at EU48
      And it is 09:20 on Tuesday
      And peak load was over at EU48
      When time passes until 10:00 on Tuesday
      Then the debugging session of Sam was over at 10:00 on Tuesday: "idle"

  @DEBUG-19
  Rule: The client ends an idle session after twenty minutes and warns three times before

    Example: It warns, and nothing has ended yet
      Given the policy clientIdle is 20
      When time passes until 09:19 on Tuesday
      Then the audit log of Acme UAT gains only
        | event             | at               | minutes |
        | debug.idle-warned | 2031-03-04 09:10 |      10 |
        | debug.idle-warned | 2031-03-04 09:15 |      15 |
        | debug.idle-warned | 2031-03-04 09:18 |      18 |

    Example: One minute before the first warning
      Given the policy clientIdle is 20
      When time passes until 09:09 on Tuesday
      Then the audit log of Acme UAT gains nothing

    Example: Then it stops the session
      Given the policy clientIdle is 20
      And it is 09:19 on Tuesday
      When time passes until 09:20 on Tuesday
      Then the audit log of Acme UAT gains only
        | event       | at               | reason      |
        | debug.ended | 2031-03-04 09:20 | client idle |

    Example: Activity begins the warnings anew
      Given the policy clientIdle is 20
      And Sam was active in the debugger at 09:16 on Tuesday
      When time passes until 09:27 on Tuesday
      Then the audit log of Acme UAT gains only
        | event             | at               | minutes |
        | debug.idle-warned | 2031-03-04 09:26 |      10 |

    Example: An IDE that is closed warns nobody
      Given the policy clientIdle is 20
      And Sam closed the IDE
      When time passes until 09:59 on Tuesday
      Then the audit log of Acme UAT gains nothing

    Example: The client's clock is off by default
      When time passes until 09:59 on Tuesday
      Then the audit log of Acme UAT gains nothing

    Example: A clock that begins while the session idles
      Given it is 09:40 on Tuesday
      And the policy clientIdle is 20
      When time passes until 09:41 on Tuesday
      Then the debugging session of Sam was over at 09:40 on Tuesday: "client idle"

  @DEBUG-20
  Rule: A debugging session ends four hours after its start, active or not

    Background:
      Given Sam was active in the debugger at 09:50 on Tuesday
      And Sam was active in the debugger at 10:40 on Tuesday
      And Sam was active in the debugger at 11:30 on Tuesday
      And Sam was active in the debugger at 12:20 on Tuesday
      And Sam was active in the debugger at 12:58 on Tuesday

    Example: One minute before
      When time passes until 12:59 on Tuesday
      Then the debugging session of Sam goes on

    Example: At the very instant
      When time passes until 13:00 on Tuesday
      Then the audit log of Acme UAT gains only
        | event       | at               | user | delegate user | reason  |
        | debug.ended | 2031-03-04 13:00 | Nia  | Sam           | maximum |

  @DEBUG-21
  Rule: Maintenance ends debugging sessions, and none starts until it is over

    Example: It ends what runs there
      Given it is 09:12 on Tuesday
      When maintenance begins at EU48
      Then the audit log of Acme UAT gains only
        | event       | at               | user | delegate user | reason      |
        | debug.ended | 2031-03-04 09:12 | Nia  | Sam           | maintenance |

    Example: An orphan as well
      Given Sam closed the IDE
      When maintenance begins at EU48
      Then the debugging session of Sam was over at 09:00 on Tuesday: "maintenance"

    Example: At another instance it ends nothing
      When maintenance begins at EU47
      Then the debugging session of Sam goes on

    Example: None starts meanwhile
      Given maintenance began at EU48
      And Sam set up the project "again"
      When Sam starts the debugging session
      Then Sam is refused under DEBUG-21 because "EU48 is in maintenance since 2031-03-04 09:00 UTC"
      And the audit log of Acme UAT gains only
        | event         | user | delegate user |
        | debug.refused | Nia  | Sam           |

    Example: Not the subscriber's own either
      Given maintenance began at EU48
      And Nia of Acme UAT holds "Debug Apex" by permission set
      When Nia of Acme UAT starts the own Apex Debugger
      Then Nia of Acme UAT is refused under DEBUG-21

    Example: Once it is over
      Given maintenance began at EU48
      And maintenance was over at EU48
      And Sam set up the project "again"
      When Sam starts the debugging session
      Then Sam is let in under DEBUG-03

    Example: Of an idle orphan at peak load what comes first is the end
      Given Sam closed the IDE
      And it is 09:20 on Tuesday
      And peak load began at EU48
      And it is 09:29 on Tuesday
      When maintenance begins at EU48
      Then the debugging session of Sam was over at 09:29 on Tuesday: "maintenance"

    Example: Idleness was first where it was over at that very instant
      Given Sam closed the IDE
      And it is 09:20 on Tuesday
      And peak load began at EU48
      And it is 09:30 on Tuesday
      When maintenance begins at EU48
      Then the debugging session of Sam was over at 09:30 on Tuesday: "idle"

  @DEBUG-24
  Rule: Closing the IDE without stopping leaves an orphan that keeps its place

    Example: The session goes on without its IDE
      When Sam closes the IDE
      Then Sam is let in under POWER-08
      And the debugging session of Sam goes on
      And the audit log of Acme UAT gains only
        | event          | user | delegate user |
        | debug.orphaned | Nia  | Sam           |

    Example: Its engineer cannot start another one
      Given Sam closed the IDE
      And Sam set up the project "again"
      When Sam starts the debugging session
      Then Sam is refused under DEBUG-06

    Example: Until it is removed
      Given Sam closed the IDE
      And Nia of Acme UAT removed the debugging session of Sam in Setup
      And Sam set up the project "again"
      When Sam starts the debugging session
      Then Sam is let in under DEBUG-03

    Example: Or until it times out
      Given Sam closed the IDE
      And it is 10:00 on Tuesday
      And Sam set up the project "again"
      When Sam starts the debugging session
      Then Sam is let in under DEBUG-03

    Example: Where no session runs no IDE leaves one behind
      Given Sam stopped the debugging session
      When Sam closes the IDE
      Then Sam is told "no debugging session runs in this session; start one first"

  @DEBUG-25
  Rule: Any session of the org can be removed from Setup, a colleague's as well

    Background:
      Given Tess holds "View and Debug Managed Apex" by permission set
      And Tess is logged in as Nia of Acme UAT

    Example: An administrator of the sandbox removes it
      When Nia of Acme UAT removes the debugging session of Sam in Setup
      Then Nia of Acme UAT is let in under DEBUG-25
      And the audit log of Acme UAT gains only
        | event       | user | delegate user | reason | rule     |
        | debug.ended | Nia  |               | killed | DEBUG-25 |

    Example: So does a colleague, as that administrator
      When Tess removes the debugging session of Sam in Setup
      Then Tess is let in under DEBUG-25
      And the audit log of Acme UAT gains only
        | event       | user | delegate user | reason |
        | debug.ended | Nia  | Tess          | killed |

    Example: An orphan
      Given Sam closed the IDE
      When Tess removes the debugging session of Sam in Setup
      Then Tess is let in under DEBUG-25

    Example: The stop command of an IDE finds a colleague's, too
      When Tess stops the debugging session
      Then Tess is let in under DEBUG-25
      And the debugging session of Sam was over at 09:00 on Tuesday: "killed"

    Example: Who may end it, and until when there is anything to end
      When Nia of Acme UAT asks whether Omar of Acme UAT may end the debugging session
      Then Omar of Acme UAT would be refused under POWER-08
      And the checks are
        | rule     | verdict |
        | DEBUG-25 | kept    |
        | POWER-08 | broken  |
      And it could be done only by
        | agent | user                 |
        |       | nia@acme.example.uat |

    Example: An administrator asks about herself
      When Nia of Acme UAT asks whether Nia of Acme UAT may end the debugging session
      Then Nia of Acme UAT would be let in under DEBUG-25
      And the answer turns round at 10:00 on Tuesday under DEBUG-25

    Example: Nothing is there to be stopped
      Given Sam stopped the debugging session
      When Sam stops the debugging session
      Then Sam is refused under DEBUG-25 because "No Apex Debugger session found."
      And the audit log of Acme UAT gains only
        | event         | user | delegate user | act                     |
        | debug.refused | Nia  | Sam           | end a debugging session |

    Example: A user of the sandbox who is no administrator
      When Omar of Acme UAT removes the debugging session of Sam in Setup
      Then Omar of Acme UAT is refused under POWER-08 because "omar@acme.example.uat lacks Modify All Data, which it takes to remove a debugging session"
      And the debugging session of Sam goes on

    Example: A session of another org is none of this one's
      Given Gwen is logged in with own credentials
      When Gwen removes the debugging session of Sam in Setup
      Then Gwen is refused under DEBUG-25
      And the debugging session of Sam goes on
