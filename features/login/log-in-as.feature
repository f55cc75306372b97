Feature: Logging in as a subscriber user
  An agent of the publisher works in a subscriber org as a user who let the agent in. Whether that may be is asked at
  the moment the agent clicks Login, and a refusal is on record in the subscriber org.

  @LOGIN-01
  Rule: An agent is let in only if agent, subscriber org and grant all allow it at that moment

    Background:
      Given Nia granted Ledger Labs login access for 1 week
      And Sam works in Ledger Labs

    Example: Everything is as it should be
      When Sam logs in as Nia
      Then Sam is let in under GRANT-03
      And the audit log of Acme Corp gains only
        | event         | user | delegate user | rule     |
        | login.started | Nia  | Sam           | GRANT-03 |

    Example: Sam was frozen while logged in to Ledger Labs
      Given Sam was frozen
      When Sam logs in as Nia
      Then Sam is refused under LOGIN-01 because "sam@ledgerlabs.example is frozen"
      And the audit log of Acme Corp gains only
        | event         | user | delegate user | rule     |
        | login.refused | Nia  | Sam           | LOGIN-01 |

    Example: Sam was deactivated while logged in to Ledger Labs
      Given Sam was deactivated
      When Sam logs in as Nia
      Then Sam is refused under LOGIN-01 because "sam@ledgerlabs.example is inactive"

    Example: Sam was frozen and is not any more
      Given Sam was frozen
      And Sam was unfrozen
      When Sam logs in as Nia
      Then Sam is let in under GRANT-03

    Scenario Outline: It no longer holds that <what>
      Given <change>
      When Sam logs in as Nia
      Then Sam is refused under <rule>

      Examples: the agent
        | what                   | change                                                        | rule   |
        | Sam holds a permission | Lena took Log in to Subscriber Org from Sam by permission set | LMO-08 |

      Examples: the subscriber org
        | what                     | change                      | rule     |
        | Acme Corp can be reached | the org Acme Corp is locked | LMO-22   |
        | Nia works there          | Nia was deactivated         | GRANT-26 |

      Examples: the grant
        | what            | change                                      | rule     |
        | Nia lets Sam in | Nia took login access back from Ledger Labs | GRANT-07 |

  @LOGIN-02
  Rule: Only users with a Salesforce or Salesforce Platform license can be logged in as

    Scenario Outline: Omar has the user license <license>
      Given Omar granted Ledger Labs login access for 1 week
      And Omar has the user license "<license>"
      When Sam logs in as Omar
      Then Sam is <answer> under <rule>

      Examples: licenses that allow it
        | license             | answer | rule     |
        | Salesforce          | let in | GRANT-03 |
        | Salesforce Platform | let in | GRANT-03 |

      Examples: licenses that do not
        | license            | answer  | rule     |
        | Customer Community | refused | LOGIN-02 |
        | Chatter Free       | refused | LOGIN-02 |
        | Identity           | refused | LOGIN-02 |

    Example: Petra of the portal has granted login access all the same
      Given Petra granted Ledger Labs login access for 1 week
      When Sam logs in as Petra
      Then Sam is refused under LOGIN-02 because "petra@acme.example has a Customer Community license"

  @LOGIN-03
  Rule: Subscriber orgs on Government Cloud instances cannot be logged in to

    Example: Vera's org is on a Government Cloud instance
      Given Vera granted Ledger Labs login access for 1 week
      When Sam logs in as Vera
      Then Sam is refused under LOGIN-03 because "Department of Public Works is on the Government Cloud instance USG2"
      And the audit log of Department of Public Works gains only
        | event         | user | delegate user | rule     |
        | login.refused | Vera | Sam           | LOGIN-03 |

    Example: Hugo's is not
      Given Hugo granted Ledger Labs login access for 1 week
      When Sam logs in as Hugo
      Then Sam is let in under GRANT-03

  @LOGIN-04
  Rule: Scratch orgs cannot be logged in to

    Example: Sasha works in a scratch org
      Given Sasha granted Ledger Labs login access for 1 week
      When Sam logs in as Sasha
      Then Sam is refused under LOGIN-04 because "Ledger Scratch is a scratch org"

    Example: Milton works in a trial org
      Given Milton granted Ledger Labs login access for 1 week
      When Sam logs in as Milton
      Then Sam is let in under GRANT-03

  @LOGIN-05
  Rule: Production and sandbox orgs can both be logged in to

    Scenario Outline: <user> works in a <kind> org
      Given <user> granted Ledger Labs login access for 1 week
      When Sam logs in as <user>
      Then Sam is let in under GRANT-03
      And the LoginAs session of Sam counts as <user>

      Examples:
        | user            | kind       |
        | Nia             | production |
        | Nia of Acme UAT | sandbox    |
