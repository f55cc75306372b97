Feature: Finding a subscriber
  On the Subscribers tab an agent types a name or an org id and finds the publisher's own subscribers.

  @LMO-12
  Rule: An agent finds a subscriber by name or org id on the Subscribers tab

    Example: By name, with who is granting access there
      Given Nia granted Ledger Labs login access for 1 week
      When Sam searches for "acme"
      Then Sam finds only
        | subscriber | instance | packages | users granting |
        | Acme Corp  | EU47     | Ledger   |              1 |
        | Acme UAT   | EU48     | Ledger   |              0 |

    Example: By org id
      When Sam searches for the org id of Globex
      Then Sam finds only
        | subscriber | instance |
        | Globex     | NA114    |

    Example: Nobody of that name
      When Sam searches for "Umbrella"
      Then Sam finds nobody

    Example: The search is on record
      When Sam searches for "acme"
      Then Sam is let in under LMO-12
      And the audit log of Ledger Labs gains only
        | event                    | user | text | found |
        | lmo.subscribers-searched | Sam  | acme |     2 |
      And the audit log of Acme Corp gains nothing

    Example: An empty search box
      When Sam searches for " "
      Then Sam is told "\" \" finds nobody; type a subscriber name or an org id"
      And the audit log of Ledger Labs gains nothing

    Example: An empty search box in a LoginAs session
      Given Lena turned the any-user switch on
      And Lena is logged in as the own user Sam
      When Lena searches for " " in the session as Sam
      Then Lena is told "\" \" finds nobody; type a subscriber name or an org id"
      And the audit log of Ledger Labs gains only
        | event         | user | delegate user | page                   | fault         |
        | login.visited | Sam  | Lena          | search for subscribers | INVALID_FIELD |

  @LMO-13
  Rule: Names match on any part without case; org ids match on their first 15 characters with case

    Scenario Outline: Searching for <text>
      When Sam searches for "<text>"
      Then Sam finds only
        | subscriber |
        | Globex     |

      Examples:
        | text   |
        | Globex |
        | GLOBEX |
        | lob    |
        | EX     |

    Example: Letters that stand apart are no part of the name
      When Sam searches for "gbx"
      Then Sam finds nobody

    Example: The 15-character form of an org id
      When Sam searches for the first 15 characters of the org id of Globex
      Then Sam finds only
        | subscriber |
        | Globex     |

    Example: The 18-character form of an org id
      When Sam searches for the org id of Globex
      Then Sam finds only
        | subscriber |
        | Globex     |

    Example: Part of an org id is no org id
      When Sam searches for the first 14 characters of the org id of Globex
      Then Sam finds nobody

    Example: An org id in the wrong case is another org id
      When Sam searches for the org id of Globex with "F" in place of "f"
      Then Sam finds nobody

  @LMO-18
  Rule: A publisher sees only subscribers of packages it manages

    Example: Quentin finds his own subscribers, and of them his own package only
      When Quentin searches for "acme"
      Then Quentin finds only
        | subscriber | packages |
        | Acme Corp  | Quill    |
        | Acme UAT   | Quill    |

    Example: Quentin opens the Org Details of a subscriber of his own
      When Quentin opens the Org Details of Acme Corp
      Then Quentin is let in under LMO-14

    Example: Quentin finds no subscriber of Ledger Labs by name
      When Quentin searches for "Globex"
      Then Quentin finds nobody

    Example: Nor by org id
      When Quentin searches for the org id of Globex
      Then Quentin finds nobody

    Example: Nor does he open its Org Details
      When Quentin opens the Org Details of Globex
      Then Quentin is refused under LMO-18
      And the audit log of Globex gains nothing
      And the audit log of Quill Inc gains only
        | event       | user    | rule   |
        | lmo.refused | Quentin | LMO-18 |

    Example: Nor does he log in there
      Given Hugo granted Ledger Labs login access for 1 week
      When Quentin logs in as Hugo
      Then Quentin is refused under LMO-18
      And the audit log of Globex gains nothing
