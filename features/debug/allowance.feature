Feature: How many debugging sessions at once
  One debugging session comes with a License Management Org; more are bought. The subscriber's own Apex Debugger has an
  allowance of its own.

  Background:
    Given Nia of Acme UAT granted Ledger Labs login access for 1 week
    And Sam is logged in as Nia of Acme UAT
    And a Full sandbox Test of Globex was made
    And Gwen of Globex Test granted Ledger Labs login access for 1 week
    And Tess holds "View and Debug Managed Apex" by permission set
    And Tess is logged in as Gwen of Globex Test
    And Tess set up the project "globex"

  @DEBUG-03
  Rule: A License Management Org has one free debugging session, so one customer is debugged at a time

    Example: The first one
      Given Sam set up the project "uat"
      When Sam starts the debugging session
      Then Sam is let in under DEBUG-03
      And the audit log of Acme UAT gains only
        | event         | user | delegate user | rule     |
        | debug.started | Nia  | Sam           | DEBUG-03 |
      And the audit log of Ledger Labs gains only
        | event                 | user | delegate user | rule     |
        | debug.allowance-taken | Sam  |               | DEBUG-03 |

    Example: A second customer has to wait
      Given Sam is debugging Acme UAT
      When Tess starts the debugging session
      Then Tess is refused under DEBUG-03 because "Ledger Labs has 1 of 1 debugging sessions in use"
      And the audit log of Ledger Labs gains nothing

    Example: An orphan elsewhere is in the way as well
      Given Sam is debugging Acme UAT
      And Sam closed the IDE
      When Tess starts the debugging session
      Then Tess is refused under DEBUG-03

    Example: Once the first is over, the second begins
      Given Sam is debugging Acme UAT
      And Sam stopped the debugging session
      When Tess starts the debugging session
      Then Tess is let in under DEBUG-03

    Example: Another publisher has its own
      Given Sam is debugging Acme UAT
      And Globex Test installed the package Quill of Quill Inc
      And the publisher of Quill knows of Globex Test
      And Gwen of Globex Test granted Quill Inc login access for 1 week
      And Quentin is logged in as Gwen of Globex Test
      And Quentin set up the project "globex"
      When Quentin starts the debugging session
      Then Quentin is let in under DEBUG-03

  @DEBUG-04
  Rule: More debugging sessions at a time are bought, and raise the allowance of the License Management Org

    Example: The second customer, with one session bought
      Given Ledger Labs bought 1 debugging session
      And Sam is debugging Acme UAT
      When Tess starts the debugging session
      Then Tess is let in under DEBUG-03

    Example: The third, with one session bought
      Given Ledger Labs bought 1 debugging session
      And a Full sandbox Dev of Acme Corp was made
      And Nia of Acme Corp Dev granted Ledger Labs login access for 1 week
      And Lena gave Lena Log in to Subscriber Org by permission set
      And Lena gave Lena View and Debug Managed Apex by permission set
      And Lena is logged in as Nia of Acme Corp Dev
      And Lena set up the project "dev"
      And Sam is debugging Acme UAT
      And Tess is debugging Globex Test
      When Lena starts the debugging session
      Then Lena is refused under DEBUG-03 because "Ledger Labs has 2 of 2 debugging sessions in use"

    Example: What one publisher bought is not another's
      Given Quill Inc bought 1 debugging session
      And Sam is debugging Acme UAT
      When Tess starts the debugging session
      Then Tess is refused under DEBUG-03 because "Ledger Labs has 1 of 1 debugging sessions in use"

    Scenario Outline: With the policy debuggerAllowance <allowance>
      Given the policy debuggerAllowance is <allowance>
      And Sam is debugging Acme UAT
      When Tess starts the debugging session
      Then Tess is <answer> under DEBUG-03

      Examples:
        | allowance | answer  |
        |         1 | refused |
        |         2 | let in  |

    Example: What the publisher is told of its allowance
      Given Ledger Labs bought 2 debugging sessions
      And Lena holds "View and Debug Managed Apex" by permission set
      And Sam is debugging Acme UAT
      When Lena looks up the debugging sessions of the publisher
      Then 1 of 3 debugging sessions are in use

  @DEBUG-05
  Rule: The session that comes with the License Management Org debugs subscriber sandboxes only; a bought one also debugs the publisher's own orgs

    Background:
      Given Ledger Labs installed the package Ledger of Ledger Labs
      And a Full sandbox Dev of Ledger Labs was made
      And Lena of Ledger Labs Dev granted Ledger Labs login access for 1 week
      And Sam returned from Acme UAT to the subscriber overview
      And Sam works in the own org again
      And Sam is logged in as Lena of Ledger Labs Dev
      And Sam set up the project "home"

    Example: With the free session alone
      When Sam starts the debugging session
      Then Sam is refused under DEBUG-05 because "Ledger Labs Dev is an org of Ledger Labs itself, which has 0 of 0 bought debugging sessions in use"
      And the audit log of Ledger Labs gains nothing

    Example: With a bought one
      Given Ledger Labs bought 1 debugging session
      When Sam starts the debugging session
      Then Sam is let in under DEBUG-03

    Example: The bought one is in use, and the free one does not serve
      Given Ledger Labs bought 1 debugging session
      And a Full sandbox Test of Ledger Labs was made
      And Lena of Ledger Labs Test granted Ledger Labs login access for 1 week
      And Tess works in the own org again
      And Tess is logged in as Lena of Ledger Labs Test
      And Tess is debugging Ledger Labs Test
      When Sam starts the debugging session
      Then Sam is refused under DEBUG-05 because "Ledger Labs Dev is an org of Ledger Labs itself, which has 1 of 1 bought debugging sessions in use"

    Example: The free one stays free for subscribers
      Given Ledger Labs bought 1 debugging session
      And Sam is debugging Ledger Labs Dev
      When Tess starts the debugging session
      Then Tess is let in under DEBUG-03

  @DEBUG-07
  Rule: The subscriber's own Apex Debugger has an allowance of its own, by edition, counted over all sandboxes of its production org

    Background:
      Given Nia of Acme UAT holds "Debug Apex" by permission set

    Scenario Outline: What comes with <edition> Edition
      Given Acme Corp is of <edition> Edition
      When Nia of Acme UAT starts the own Apex Debugger
      Then Nia of Acme UAT is <answer> under DEBUG-07

      Examples: included once
        | edition     | answer |
        | Performance | let in |
        | Unlimited   | let in |

      Examples: for sale, or absent
        | edition           | answer  |
        | Enterprise        | refused |
        | Professional      | refused |
        | Developer         | refused |
        | Partner Developer | refused |

    Example: An edition that has none
      Given Acme Corp is of Developer Edition
      And Acme Corp bought 1 debugging session
      When Nia of Acme UAT starts the own Apex Debugger
      Then Nia of Acme UAT is refused under DEBUG-07 because "Acme Corp has no Apex Debugger: it is Developer Edition"

    Example: A trial, whatever its edition
      Given Globex is of Unlimited Edition
      And Globex is a trial org
      And Gwen of Globex Test holds "Debug Apex" by permission set
      When Gwen of Globex Test starts the own Apex Debugger
      Then Gwen of Globex Test is refused under DEBUG-07 because "Globex has no Apex Debugger: it is a trial"

    Example: Bought for Enterprise Edition
      Given Acme Corp bought 1 debugging session
      When Nia of Acme UAT starts the own Apex Debugger
      Then Nia of Acme UAT is let in under DEBUG-07
      And the audit log of Acme UAT gains only
        | event         | user | delegate user | rule     |
        | debug.started | Nia  |               | DEBUG-07 |
      And the audit log of Acme Corp gains only
        | event                 | rule     |
        | debug.allowance-taken | DEBUG-07 |
      And the audit log of Ledger Labs gains nothing

    Scenario Outline: A second sandbox of the same production org, with <bought> bought on top of the one included
      Given Acme Corp is of Unlimited Edition
      And Acme Corp bought <bought> debugging sessions
      And a Full sandbox Dev of Acme Corp was made
      And Nia of Acme Corp Dev holds "Debug Apex" by permission set
      And Nia of Acme UAT started the own Apex Debugger
      When Nia of Acme Corp Dev starts the own Apex Debugger
      Then Nia of Acme Corp Dev is <answer> under DEBUG-07

      Examples:
        | bought | answer  |
        |      0 | refused |
        |      1 | let in  |

    Example: How many are in use is counted over all sandboxes
      Given Acme Corp is of Unlimited Edition
      And a Full sandbox Dev of Acme Corp was made
      And Nia of Acme Corp Dev holds "Debug Apex" by permission set
      And Nia of Acme UAT started the own Apex Debugger
      When Nia of Acme Corp Dev starts the own Apex Debugger
      Then Nia of Acme Corp Dev is refused under DEBUG-07 because "Acme Corp has 1 of 1 Apex Debugger sessions in use over all its sandboxes"

    Example: The publisher's session takes nothing of it
      Given Acme Corp is of Unlimited Edition
      And a Full sandbox Dev of Acme Corp was made
      And Nia of Acme Corp Dev holds "Debug Apex" by permission set
      And Sam is debugging Acme UAT
      When Nia of Acme Corp Dev starts the own Apex Debugger
      Then Nia of Acme Corp Dev is let in under DEBUG-07

    Example: Nor does the own session take of the publisher's
      Given Acme Corp is of Unlimited Edition
      And Nia of Acme UAT started the own Apex Debugger
      When Tess starts the debugging session
      Then Tess is let in under DEBUG-03

    Example: One session for the sandbox, whosever it is
      Given Acme Corp is of Unlimited Edition
      And Nia of Acme UAT started the own Apex Debugger
      And Sam set up the project "uat"
      When Sam starts the debugging session
      Then Sam is refused under DEBUG-06

    Example: A user who may not debug Apex
      Given Acme Corp is of Unlimited Edition
      When Omar of Acme UAT starts the own Apex Debugger
      Then Omar of Acme UAT is refused under POWER-08 because "omar@acme.example.uat lacks Debug Apex, which it takes to debug Apex"

    Example: Why it cannot start, and when it can
      Given Acme Corp is of Unlimited Edition
      And Nia of Acme UAT started the own Apex Debugger
      When Nia of Acme UAT asks whether Nia of Acme UAT may start the own Apex Debugger
      Then Nia of Acme UAT would be refused under DEBUG-06
      And the answer turns round at 10:00 on Tuesday under DEBUG-07

    Example: Who may not debug Apex learns just that
      Given Acme Corp is of Unlimited Edition
      When Omar of Acme UAT asks whether Omar of Acme UAT may start the own Apex Debugger
      Then Omar of Acme UAT would be refused under POWER-08
      And the checks are
        | rule     | verdict     |
        | POWER-08 | broken      |
        | DEBUG-21 | not reached |
        | DEBUG-06 | not reached |
        | DEBUG-07 | not reached |

    Example: The production org itself
      Given Acme Corp is of Unlimited Edition
      And Nia holds "Debug Apex" by permission set
      When Nia starts the own Apex Debugger
      Then Nia is refused under DEBUG-07 because "Acme Corp is no sandbox, and an Apex Debugger runs in sandboxes only"
