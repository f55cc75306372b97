Feature: Sandboxes
  A sandbox is an org of its own, copied from production: there a fault of production can be looked into and debugged.

  Background:
    Given Acme Corp has a record "Friday" of Visit__c

  Scenario Outline: What a <kind> sandbox carries
    When a <kind> sandbox Dev of Acme Corp is made
    Then Acme Corp Dev carries
      | what                      | rows              |
      | users                     |                 3 |
      | packages                  |                 2 |
      | Apex classes and triggers |                 6 |
      | custom settings           |                 4 |
      | records of settings       | <setting records> |
      | records                   | <records>         |
      | debug logs                |                 0 |
      | authorized apps           |                 0 |

    Examples: setup alone, to which custom metadata belongs
      | kind          | setting records | records |
      | Developer     |               1 |       0 |
      | Developer Pro |               1 |       0 |

    Examples: everything
      | kind | setting records | records |
      | Full |               4 |       2 |

  Example: A Partial Copy carries the records that its template chooses
    When a Partial Copy sandbox Part of Acme Corp is made with a template of "ledg__Invoice__c"
    Then Acme Corp Part carries
      | what                | rows |
      | records of settings |    4 |
      | records             |    1 |

  Example: Without a template there is no Partial Copy
    When somebody tries to make a Partial Copy sandbox Part of Acme Corp
    Then it is refused with "a Partial Copy sandbox needs a template; name the sObjects whose records it gets"

  Example: A sandbox is made of production alone
    When somebody tries to make a Developer sandbox Dev of Acme UAT
    Then it is refused with "\"Acme UAT\" is no production org in use; name one that is"

  Example: A name is taken once
    Given a Developer sandbox Dev of Acme Corp was made
    When somebody tries to make a Full sandbox Dev of Acme Corp
    Then it is refused with "there is an org \"Acme Corp Dev\" already; choose another name than \"Acme Corp Dev\""

  Example: It is an org of its own, and its people carry its name
    When a Developer sandbox Dev of Acme Corp is made
    Then Acme Corp Dev has another org id than Acme Corp
    And the users of Acme Corp Dev are "nia@acme.example.dev, omar@acme.example.dev, petra@acme.example.dev"
    And the audit log of Acme Corp Dev gains only
      | event       |
      | org.created |
    And the audit log of Acme Corp gains nothing
    And the audit log of Ledger Labs gains only
      | event           |
      | license.created |
    And the audit log of Quill Inc gains only
      | event           |
      | license.created |

  @wire
  Example: What is set for a user in production is set for the same user here
    Given Nia added a record of the setting "Reminder" for "omar@acme.example" with Days__c "7"
    When a Full sandbox Dev of Acme Corp is made
    Then the setting "Reminder" of Acme Corp Dev holds
      | owner                 | Days__c |
      | Organization          |      14 |
      | omar@acme.example.dev |       7 |

  Example: Subscriber debug logs that are on in production are off in the copy
    Given Sam switched on the subscriber debug logs of "Ledger" in Acme Corp
    When a Full sandbox Dev of Acme Corp is made
    Then subscriber debug logs in Acme Corp Dev are off
    And subscriber debug logs in Acme Corp are on for "Ledger"

  Example: A username that somebody has already gets characters in front
    Given Gwen is called "nia@acme.example.dev"
    When a Developer sandbox Dev of Acme Corp is made
    Then the users of Acme Corp Dev are "00001nia@acme.example.dev, omar@acme.example.dev, petra@acme.example.dev"

  Example: A refresh gives the same usernames again
    Given a Developer sandbox Dev of Acme Corp was made
    When the sandbox Acme Corp Dev is refreshed
    Then the users of Acme Corp Dev are "nia@acme.example.dev, omar@acme.example.dev, petra@acme.example.dev"

  @wire
  Example: Its people log in as they do in production
    Given a Developer sandbox Dev of Acme Corp was made
    When Nia of Acme Corp Dev logs in to Acme Corp Dev with own credentials
    Then Nia of Acme Corp Dev is let in under GRANT-01

  Example: No grant comes along from production
    Given Nia granted Ledger Labs login access for 1 week
    And a Developer sandbox Dev of Acme Corp was made
    When Sam logs in as Nia of Acme Corp Dev
    Then Sam is refused under GRANT-25

  Example: A grant from inside opens it
    Given a Developer sandbox Dev of Acme Corp was made
    And Nia of Acme Corp Dev granted Ledger Labs login access for 1 day
    When Sam logs in as Nia of Acme Corp Dev
    Then Sam is let in under GRANT-03

  Example: A fault of production is reproduced with its record
    Given Nia set the status of invoice "4711" to "Disputed" with debugging
    And a Full sandbox Repro of Acme Corp was made
    And Nia of Acme Corp Repro granted Ledger Labs login access for 1 day
    And Sam is logged in as Nia of Acme Corp Repro
    When Sam opens invoice "4711"
    Then Sam is let in under POWER-16
    And its status is "Disputed"

  Example: And there it can be debugged
    Given a Full sandbox Repro of Acme Corp was made
    And Nia of Acme Corp Repro granted Ledger Labs login access for 1 day
    And Sam is logged in as Nia of Acme Corp Repro
    When Sam prepares a partner debugging session
    Then Sam is let in under POWER-05

  Example: The publisher has a record of it, of the customer it knows
    Given the lead of Acme Corp at Ledger Labs says "Acme Holding", "Carl Mayer", "carl@acme.example"
    And a Developer sandbox Dev of Acme Corp was made
    When Lena opens the license of Ledger in Acme Corp Dev
    Then the license record is
      | License Name   | L-00007      |
      | License Status | Active       |
      | Licensed Seats | Site License |
      | Lead           | Carl Mayer   |
      | Sandbox        | yes          |

  Example: And no second lead
    Given a Developer sandbox Dev of Acme Corp was made
    When Lena lists the objects of the License Management App
    Then the objects are
      | object                    | records |
      | sfLma__Package__c         |       1 |
      | sfLma__Package_Version__c |       1 |
      | sfLma__License__c         |       7 |
      | Lead                      |       6 |

  Example: A refresh takes what production has by then
    Given a Partial Copy sandbox Part of Acme Corp was made with a template of "ledg__Invoice__c"
    When the sandbox Acme Corp Part is refreshed with a template of "ledg__Invoice__c, Visit__c"
    Then Acme Corp Part carries
      | what    | rows |
      | records |    2 |
    And Acme Corp Part has another org id than Old Acme Corp Part
    And the audit log of Ledger Labs gains only
      | event               |
      | license.uninstalled |
      | license.created     |

  Example: A sandbox that is deleted ends what was open there
    Given a Developer sandbox Dev of Acme Corp was made
    And Nia of Acme Corp Dev granted Ledger Labs login access for 1 week
    And Sam is logged in as Nia of Acme Corp Dev
    When the sandbox Acme Corp Dev is deleted
    Then the audit log of Old Acme Corp Dev gains only
      | event         |
      | grant.voided  |
      | session.ended |
      | login.ended   |
      | org.changed   |
    And the audit log of Ledger Labs gains only
      | event               |
      | license.uninstalled |
    And Old Acme Corp Dev carries
      | what     | rows |
      | users    |    0 |
      | packages |    0 |
      | records  |    0 |

  @wire
  Example: And nothing that is set there comes due any more
    Given a Developer sandbox Dev of Acme Corp was made
    And Nia of Acme Corp Dev made the debug level "Fine" with
      | APEX_CODE | FINE |
    And Nia of Acme Corp Dev set a trace flag on Omar of Acme Corp Dev at "Fine"
    And the sandbox Acme Corp Dev was deleted
    When time passes until 12:00 on Tuesday
    Then the audit log of Old Acme Corp Dev gains nothing

  Example: Nobody finds it any more
    Given a Developer sandbox Dev of Acme Corp was made
    And the sandbox Acme Corp Dev was deleted
    When Sam searches for "Dev"
    Then Sam finds only
      | subscriber |

  Example: Its record stays, Uninstalled
    Given a Developer sandbox Dev of Acme Corp was made
    And the sandbox Acme Corp Dev was deleted
    When Lena opens the license of Ledger in Old Acme Corp Dev
    Then the license record is
      | License Name   | L-00007     |
      | License Status | Uninstalled |
      | Sandbox        | yes         |
