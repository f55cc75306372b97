Feature: Starting a debugging session
  With the project that the link set up, the engineer's IDE starts the session; while it runs nobody else's can take its
  place.

  Background:
    Given Nia of Acme UAT granted Ledger Labs login access for 1 week
    And Sam is logged in as Nia of Acme UAT

  @DEBUG-06
  Rule: A sandbox has one active debugging session, whatever the publisher's allowance

    Background:
      Given Nia of Acme UAT granted Quill Inc login access for 1 week
      And Sam is debugging Acme UAT

    Example: Another publisher finds the sandbox taken
      Given Quentin is logged in as Nia of Acme UAT
      And Quentin set up the project "uat"
      When Quentin starts the debugging session
      Then Quentin is refused under DEBUG-06 because "Acme UAT has a debugging session already"
      And the audit log of Quill Inc gains nothing

    Example: An allowance of two does not help in one sandbox
      Given the policy debuggerAllowance is 2
      And Sam set up the project "again"
      When Sam starts the debugging session
      Then Sam is refused under DEBUG-06

    Example: An orphan takes the place as well
      Given Sam closed the IDE
      And Quentin is logged in as Nia of Acme UAT
      And Quentin set up the project "uat"
      When Quentin starts the debugging session
      Then Quentin is refused under DEBUG-06

    Example: Once it is stopped there is room
      Given Sam stopped the debugging session
      And Quentin is logged in as Nia of Acme UAT
      And Quentin set up the project "uat"
      When Quentin starts the debugging session
      Then Quentin is let in under DEBUG-03

  @DEBUG-15
  Rule: Launching without the stored session id and address is refused as incomplete

    Example: No project was set up
      Given Sam prepared a partner debugging session
      When Sam starts the debugging session from "uat"
      Then Sam is refused under DEBUG-15 because "the configuration of uat is invalid or incomplete for ISV debugging: it stores neither session nor address"
      And the audit log of Acme UAT gains only
        | event         | user | delegate user | act                       |
        | debug.refused | Nia  | Sam           | start a debugging session |

    Example: The project at that path is of an earlier login
      Given Sam set up the project "uat"
      And Sam returned from Acme UAT to the subscriber overview
      And Sam works in the own org again
      And Sam is logged in as Nia of Acme UAT
      And Sam prepared a partner debugging session
      When Sam starts the debugging session from "uat"
      Then Sam is refused under DEBUG-15 because "the configuration of uat is invalid or incomplete for ISV debugging: it stores the session of another start link"

    Example: What was set up is deleted
      Given Sam set up the project "uat"
      And Sam recorded that the project "uat" is deleted
      When Sam starts the debugging session from "uat"
      Then Sam is refused under DEBUG-15

    Example: The project of the link
      Given Sam set up the project "uat"
      When Sam starts the debugging session from "uat"
      Then Sam is let in under DEBUG-03

  @DEBUG-23
  Rule: A debugging session is never extended: after its end all start steps are done again with a new link

    Example: Without a link nothing starts
      When Sam starts the debugging session
      Then Sam is refused under DEBUG-23 because "there is no start link for Acme UAT that no debugging session has used"
      And the audit log of Acme UAT gains only
        | event         | user | delegate user |
        | debug.refused | Nia  | Sam           |

    Example: The link of a session that ended is used up
      Given Sam is debugging Acme UAT
      And Sam stopped the debugging session
      When Sam starts the debugging session
      Then Sam is refused under DEBUG-23

    Example: Nor is a project set up with it again
      Given Sam is debugging Acme UAT
      And Sam stopped the debugging session
      When Sam sets up the project "again"
      Then Sam is refused under DEBUG-23

    Example: A link that was refused is not used up
      Given maintenance began at EU48
      And Sam set up the project "uat"
      And maintenance was over at EU48
      When Sam starts the debugging session
      Then Sam is let in under DEBUG-03

    Example: Nor does a project of an earlier link serve with a new one
      Given Sam is debugging Acme UAT
      And Sam stopped the debugging session
      And Sam prepared a partner debugging session
      When Sam starts the debugging session from "Acme UAT"
      Then Sam is refused under DEBUG-23 because "Acme UAT was set up with a start link that a debugging session has used"

    Example: Of several projects the one that was set up last is launched
      Given Sam set up the project "uat"
      And Sam is debugging Acme UAT
      And Sam stopped the debugging session
      And Sam set up the project "uat"
      When Sam starts the debugging session
      Then Sam is let in under DEBUG-03

    Example: A second click in Setup costs no second set-up
      Given Sam set up the project "uat"
      And Sam prepared a partner debugging session
      When Sam starts the debugging session
      Then Sam is let in under DEBUG-03

    Example: All steps again, from Setup on
      Given Sam is debugging Acme UAT
      And Sam stopped the debugging session
      And Sam set up the project "again"
      When Sam starts the debugging session
      Then Sam is let in under DEBUG-03

    Example: Why a session cannot start, and when it can
      Given Nia of Acme UAT granted Quill Inc login access for 1 week
      And Sam is debugging Acme UAT
      And Quentin is logged in as Nia of Acme UAT
      And Quentin set up the project "uat"
      When the operator asks whether Quentin may start debugging as Nia of Acme UAT
      Then Quentin would be refused under DEBUG-06
      And what would help is to "stop the debugging session that runs there, or remove it in Setup, Apex Debugger"
      And the answer turns round at 10:00 on Tuesday under DEBUG-03

    Example: An administrator of the sandbox asks why she cannot start one
      When Nia of Acme UAT asks whether Nia of Acme UAT may start debugging
      Then Nia of Acme UAT would be refused under DEBUG-10
      And the answer does not turn round by itself
