Feature: Login access
  A user lets a publisher's agents log in as her, for as long as she chooses, and takes it back when she likes.

  @GRANT-01
  Rule: A publisher gets into a subscriber org only through login access that the subscriber gave; no password changes hands

    Example: Sam's own credentials open no subscriber org
      When Sam logs in to Acme Corp with own credentials
      Then Sam is refused under GRANT-01 because "sam@ledgerlabs.example is no user of Acme Corp"
      And the audit log of Acme Corp gains only
        | event           | username               |
        | session.refused | sam@ledgerlabs.example |

    Example: Nor do they once Nia has granted login access
      Given Nia granted Ledger Labs login access for 1 week
      When Sam logs in to Acme Corp with own credentials
      Then Sam is refused under GRANT-01

    @wire
    Example: Nia's own credentials open Nia's own org
      When Nia logs in to Acme Corp with own credentials
      Then Nia is let in under GRANT-01

  @GRANT-02
  Rule: Login access is given by choosing an access duration on the grant page and saving it; nothing is granted before Save

    Example: Nia chooses a duration and saves it
      When Nia grants Ledger Labs login access for 1 week
      Then Nia is let in under GRANT-02
      And login access ends at 2031-03-11 09:00
      And the audit log of Acme Corp gains only
        | event       | user | duration | endsAt                   |
        | grant.given | Nia  |   1 week | 2031-03-11T09:00:00.000Z |

    Example: Nia looks at when a week would be over
      When Nia chooses 1 week for Ledger Labs without saving
      Then login access would end at 2031-03-11 09:00
      And the audit log of Acme Corp gains nothing

    Example: What Nia chose and did not save lets nobody in
      Given Nia chose 1 week for Ledger Labs without saving
      When Sam logs in as Nia
      Then Sam is refused under GRANT-03 because "nia@acme.example has granted no login access"

  @GRANT-03
  Rule: An agent logs in as the user who granted login access and as nobody else

    Example: Nia has granted login access
      Given Nia granted Ledger Labs login access for 1 week
      When Sam logs in as Nia
      Then Sam is let in under GRANT-03
      And the audit log of Acme Corp gains only
        | event         | user | delegate user |
        | login.started | Nia  | Sam           |

    Example: Nia has granted nothing
      When Sam logs in as Nia
      Then Sam is refused under GRANT-03 because "nia@acme.example has granted no login access"
      And the audit log of Acme Corp gains only
        | event         | user | delegate user |
        | login.refused | Nia  | Sam           |

    Example: Nia's grant lets nobody in as Omar
      Given Nia granted Ledger Labs login access for 1 week
      When Sam logs in as Omar
      Then Sam is refused under GRANT-03 because "omar@acme.example has granted no login access"

  @GRANT-07
  Rule: A user takes login access back at any moment by saving no access

    Example: Nia takes a week back
      Given Nia granted Ledger Labs login access for 1 week
      When Nia takes login access back from Ledger Labs
      Then Nia is let in under GRANT-07
      And the audit log of Acme Corp gains only
        | event         | user |
        | grant.revoked | Nia  |

    Example: What was taken back lets nobody in
      Given Nia granted Ledger Labs login access for 1 week
      And it is 10:00 on Tuesday
      And Nia took login access back from Ledger Labs
      When Sam logs in as Nia
      Then Sam is refused under GRANT-07 because "nia@acme.example took login access back at 2031-03-04 10:00 UTC"

    Example: Access can be taken back from a publisher that is no longer listed
      Given Omar granted Ledger Labs login access for 1 week
      And Nia made Ledger Labs available to administrators only
      When Omar takes login access back from Ledger Labs
      Then Omar is let in under GRANT-07
      And the audit log of Acme Corp gains only
        | event         | user |
        | grant.revoked | Omar |

    Example: There is nothing to take back
      When Nia takes login access back from Ledger Labs
      Then Nia is let in under GRANT-07
      And the audit log of Acme Corp gains nothing

  @GRANT-08
  Rule: Saving another duration on running login access replaces its end and counts as a change, not as a new grant

    Scenario Outline: A week becomes <duration>
      Given Nia granted Ledger Labs login access for 1 week
      When Nia grants Ledger Labs login access for <duration>
      Then Nia is let in under GRANT-08
      And login access ends at <end>
      And the audit log of Acme Corp gains only
        | event         | user | duration   | before                   |
        | grant.changed | Nia  | <duration> | 2031-03-11T09:00:00.000Z |

      Examples: shorter or longer
        | duration | end              |
        |    1 day | 2031-03-05 09:00 |
        |  1 month | 2031-04-04 09:00 |

    Example: A shorter end holds for the agent
      Given Nia granted Ledger Labs login access for 1 week
      And Nia granted Ledger Labs login access for 1 day
      And it is 09:00 on Wednesday
      When Sam logs in as Nia
      Then Sam is refused under GRANT-06 because "login access ended at 2031-03-05 09:00 UTC"

  @GRANT-09
  Rule: Login access that has ended never revives; only a fresh grant opens the org again

    Example: Granting again after taking back is a new grant
      Given Nia granted Ledger Labs login access for 1 week
      And Nia took login access back from Ledger Labs
      When Nia grants Ledger Labs login access for 1 week
      Then Nia is let in under GRANT-02
      And the audit log of Acme Corp gains only
        | event       | user |
        | grant.given | Nia  |

    Example: Uninstalling the publisher's last package voids its grants
      Given Nia granted Ledger Labs login access for 1 week
      And Omar granted Ledger Labs login access for 1 day
      And Nia granted Quill Inc login access for 1 week
      When Nia uninstalls Ledger
      Then Nia is let in under POWER-08
      And the audit log of Acme Corp gains only
        | event               | user | name   |
        | package.uninstalled | Nia  | Ledger |
        | grant.voided        | Nia  |        |
        | grant.voided        | Nia  |        |

    Example: A package that comes back brings no access with it
      Given Nia granted Ledger Labs login access for 1 week
      And Nia uninstalled Ledger
      And Acme Corp installed the package Ledger of Ledger Labs
      When Sam logs in as Nia
      Then Sam is refused under GRANT-09 because "the login access of nia@acme.example became void at 2031-03-04 09:00 UTC"

    Example: A fresh grant lets Sam in again
      Given Nia granted Ledger Labs login access for 1 week
      And Nia uninstalled Ledger
      And Acme Corp installed the package Ledger of Ledger Labs
      And Nia granted Ledger Labs login access for 1 day
      When Sam logs in as Nia
      Then Sam is let in under GRANT-03
