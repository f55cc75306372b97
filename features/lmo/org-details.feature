Feature: Org Details
  The page of one subscriber: who it is, who grants login access, and what is installed there.

  @LMO-14
  Rule: Org Details shows company information, org id and instance, limits, login access, packages and licenses

    Example: The Org Details of Acme Corp
      Given the Company Information of Acme Corp names "Ada Byron", "+44 20 5550 1234", "ada@acme.example", "12 Analytical Row"
      And the lead of Acme Corp at Ledger Labs says "Acme Holding", "Carl Mayer", "carl@acme.example"
      And Sam reads Lead by permission set
      And Acme Corp has used 81, 34 and 5 percent of file storage, data storage and API requests
      And Nia granted Ledger Labs login access for 1 week
      When Sam opens the Org Details of Acme Corp
      Then Org Details show
        | Organization Name   | Acme Corp         |
        | Primary Contact     | Ada Byron         |
        | Phone               |  +44 20 5550 1234 |
        | Address             | 12 Analytical Row |
        | Instance            | EU47              |
        | Edition             | Enterprise        |
        | Organization Type   | production        |
        | Organization Status | active            |
        | Time Zone           | UTC               |
        | File Storage        |              81 % |
        | Data Storage        |              34 % |
        | API Requests        |               5 % |
        | Lead Company        | Acme Holding      |
      And Org Details show the org id of Acme Corp
      And the login access section is
        | username         | profile              | access expiration | link       |
        | nia@acme.example | System Administrator |  2031-03-11 09:00 | Login link |
      And the packages section is
        | package | namespace | version | status | seats | used | expires         | debug logs |
        | Ledger  | ledg      |   1.4.0 | Active |    10 |    3 | Does not expire | off        |

    Example: Opening it is on record with the publisher, and does not touch the subscriber
      When Sam opens the Org Details of Acme Corp
      Then Sam is let in under LMO-14
      And the audit log of Ledger Labs gains only
        | event                 | user |
        | lmo.subscriber-viewed | Sam  |
      And the audit log of Acme Corp gains nothing

    Example: A sandbox has a page of its own
      When Sam opens the Org Details of Acme UAT
      Then Org Details show
        | Organization Name | Acme UAT |
        | Organization Type | sandbox  |
        | Instance          | EU48     |

    Example: The page belongs to the console
      When Lena opens the Org Details of Acme Corp
      Then Lena is refused under LMO-08

  @LMO-15
  Rule: The contact shown comes from the subscriber's Company Information, not from the publisher's records

    Example: The lead says somebody else
      Given the Company Information of Acme Corp names "Ada Byron", "+44 20 5550 1234", "ada@acme.example", "12 Analytical Row"
      And the lead of Acme Corp at Ledger Labs says "Acme Holding", "Carl Mayer", "carl@acme.example"
      And Sam reads Lead by permission set
      When Sam opens the Org Details of Acme Corp
      Then Org Details show
        | Primary Contact | Ada Byron         |
        | Phone           |  +44 20 5550 1234 |
        | Email           | ada@acme.example  |
        | Address         | 12 Analytical Row |
        | Lead Company    | Acme Holding      |
        | Lead Contact    | Carl Mayer        |
        | Lead Email      | carl@acme.example |

  @LMO-16
  Rule: Only users who currently grant login access to this publisher have a Login link

    Example: Nobody grants access
      When Sam opens the Org Details of Acme Corp
      Then the login access section is empty

    Example: Two users grant access
      Given Nia granted Ledger Labs login access for 1 day
      And Omar granted Ledger Labs login access for 1 week
      When Sam opens the Org Details of Acme Corp
      Then the login access section is
        | username          | profile                | access expiration | link       |
        | nia@acme.example  | System Administrator   |  2031-03-05 09:00 | Login link |
        | omar@acme.example | Standard Platform User |  2031-03-11 09:00 | Login link |

    Example: One of the two grants is over
      Given Nia granted Ledger Labs login access for 1 day
      And Omar granted Ledger Labs login access for 1 week
      And it is 09:00 on Wednesday
      When Sam opens the Org Details of Acme Corp
      Then the login access section is
        | username          | profile                | access expiration | link       |
        | omar@acme.example | Standard Platform User |  2031-03-11 09:00 | Login link |

    Example: A grant to another publisher shows no link to this one
      Given Nia granted Ledger Labs login access for 1 week
      When Quentin opens the Org Details of Acme Corp
      Then the login access section is empty

    Example: Nobody can be logged in as in a Government Cloud org, whoever grants
      Given Vera granted Ledger Labs login access for 1 week
      When Sam opens the Org Details of Department of Public Works
      Then the login access section is
        | username                 | profile              | access expiration | link    |
        | vera@publicworks.example | System Administrator |  2031-03-11 09:00 | no link |

  @LMO-17
  Rule: The packages section shows the license of each installed package of this publisher and its debug-log switch

    Example: Only the publisher's own package is shown
      When Quentin opens the Org Details of Acme Corp
      Then the packages section is
        | package | namespace | version | status | seats        | used | expires         | debug logs |
        | Quill   | quil      |   3.2.0 | Active | Site License |      | Does not expire | off        |

    Example: Seats that are not all assigned
      When Sam opens the Org Details of Globex
      Then the packages section is
        | package | namespace | version | status | seats | used | expires         | debug logs |
        | Ledger  | ledg      |   1.4.0 | Active |     2 |    1 | Does not expire | off        |

    Example: A trial license
      When Sam opens the Org Details of Initech Trial
      Then the packages section is
        | package | namespace | version | status | seats | used | expires    | debug logs |
        | Ledger  | ledg      |   1.4.0 | Trial  |     5 |    1 | 2031-04-03 | off        |

    Example: The debug logs of the namespace are switched on
      Given the subscriber debug logs of Ledger are on in Globex
      When Sam opens the Org Details of Globex
      Then the packages section is
        | package | namespace | version | status | seats | used | expires         | debug logs |
        | Ledger  | ledg      |   1.4.0 | Active |     2 |    1 | Does not expire | on         |
