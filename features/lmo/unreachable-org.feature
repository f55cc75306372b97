Feature: A subscriber org that cannot be reached
  Licenses are carried to a subscriber org by a proxy user, who is deactivated together with the org.

  @LMO-22
  Rule: A subscriber org that is locked, deleted or disabled cannot be reached: its proxy user is deactivated

    Scenario Outline: Editing the license of an org that is <status>
      Given the org Acme Corp is <status>
      When Lena changes the license of Ledger in Acme Corp to 20 seats
      Then Lena is refused under LMO-22 because "Acme Corp is <status>: its proxy user is deactivated"
      And the license of Ledger in Acme Corp has 10 seats
      And the audit log of Acme Corp gains nothing
      And the audit log of Ledger Labs gains only
        | event           | user | rule   |
        | license.refused | Lena | LMO-22 |

      Examples:
        | status   |
        | locked   |
        | deleted  |
        | disabled |

    Scenario Outline: Logging in to an org that is <status>
      Given Nia granted Ledger Labs login access for 1 week
      And the org Acme Corp is <status>
      When Sam logs in as Nia
      Then Sam is refused under LMO-22 because "Acme Corp is <status>: its proxy user is deactivated"

      Examples:
        | status   |
        | locked   |
        | deleted  |
        | disabled |

    Example: The debug-log switch does not reach it either
      Given the org Acme Corp is locked
      When Sam switches on the subscriber debug logs of "Ledger" in Acme Corp
      Then Sam is refused under LMO-22
      And subscriber debug logs in Acme Corp are off

    Example: The license of an org that is reached changes on both sides
      When Lena changes the license of Ledger in Acme Corp to 20 seats
      Then Lena is let in under LICENSE-16
      And the license of Ledger in Acme Corp has 20 seats
      And the audit log of Acme Corp gains only
        | event            | user | after                          |
        | license.modified | Lena | {"status":"Active","seats":20} |
      And the audit log of Ledger Labs gains only
        | event            | user | after                          |
        | license.modified | Lena | {"status":"Active","seats":20} |

    Example: An org that was unlocked is reached again
      Given Nia granted Ledger Labs login access for 1 week
      And the org Acme Corp is locked
      And the org Acme Corp is active
      When Sam logs in as Nia
      Then Sam is let in under GRANT-03

    Example: Its page can still be read, without a Login link
      Given Nia granted Ledger Labs login access for 1 week
      And the org Acme Corp is locked
      When Sam opens the Org Details of Acme Corp
      Then Org Details show
        | Organization Status | locked |
      And the login access section is
        | username         | profile              | access expiration | link    |
        | nia@acme.example | System Administrator |  2031-03-11 09:00 | no link |

    Example: An agent edits no licenses
      When Sam changes the license of Ledger in Acme Corp to 20 seats
      Then Sam is refused under LICENSE-21
      And the license of Ledger in Acme Corp has 10 seats
