Feature: Licenses in the subscriber org
  The subscriber's own side of a license: what is installed, and which users have a seat.

  @LICENSE-12
  Rule: The subscriber sees a package license with seats, expiration, namespace and status

    Example: Counted seats and a site license
      When Nia opens Installed Packages
      Then the installed packages are
        | name   | version | NamespacePrefix | AllowedLicenses | UsedLicenses | ExpirationDate | Status | shown as | users                                                   |
        | Ledger |   1.4.0 | ledg            |              10 |            3 |                | Active | Active   | nia@acme.example, omar@acme.example, petra@acme.example |
        | Quill  |   3.2.0 | quil            |              -1 |            0 |                | Active | Active   |                                                         |

    Example: A trial
      When Milton opens Installed Packages
      Then the installed packages are
        | name   | AllowedLicenses | UsedLicenses | ExpirationDate | Status | shown as |
        | Ledger |               5 |            1 |     2031-04-02 | Trial  | Trial    |

    Example: One that is suspended has no word of its own in the API
      Given Lena modified the license of Ledger in Globex
        | status | Suspended |
      When Gwen opens Installed Packages
      Then the installed packages are
        | name   | Status  | shown as  |
        | Ledger | Expired | Suspended |

    Scenario Outline: One whose last day is Tuesday, <when>
      Given Lena modified the license of Ledger in Globex
        | expires | 2031-03-04 |
      And it is <now>
      When Gwen opens Installed Packages
      Then the installed packages are
        | name   | ExpirationDate | Status   | shown as |
        | Ledger |     2031-03-04 | <status> | <status> |

      Examples:
        | when                    | now                | status  |
        | a minute before its end |   23:59 on Tuesday | Active  |
        | at its end              | 00:00 on Wednesday | Expired |

    Example: The page is one of Setup
      When Hugo opens Installed Packages
      Then Hugo is refused under POWER-08

  @LICENSE-13 @wire
  Rule: Assigning a license takes Manage Package Licenses and a free seat; under a site license there is nothing to assign

    Example: Gwen assigns the last seat
      When Gwen assigns Ivy a license for Ledger
      Then Gwen is let in under LICENSE-13
      And the audit log of Globex gains only
        | event            | user | used |
        | license.assigned | Gwen |    2 |
      And the audit log of Ledger Labs gains only
        | event            | user | used |
        | license.assigned | Gwen |    2 |

    Example: There is none left
      Given Gwen assigned Ivy a license for Ledger
      When Gwen assigns Gwen a license for Ledger
      Then Gwen is refused under LICENSE-13 because "all 2 licenses for Ledger are assigned"
      And the audit log of Globex gains only
        | event           | user | act              |
        | license.refused | Gwen | assign a license |

    Example: Unless the publisher adds one
      Given Gwen assigned Ivy a license for Ledger
      And Lena modified the license of Ledger in Globex
        | seats | 3 |
      When Gwen assigns Gwen a license for Ledger
      Then Gwen is let in under LICENSE-13

    Example: Or one is taken from another user
      Given Gwen assigned Ivy a license for Ledger
      When Gwen takes the license for Ledger from Ivy
      Then Gwen is let in under LICENSE-13
      And the audit log of Globex gains only
        | event              | user | used |
        | license.unassigned | Gwen |    1 |
      And the audit log of Ledger Labs gains only
        | event              | user | used |
        | license.unassigned | Gwen |    1 |

    Example: Under a site license everybody has one
      When Nia assigns Omar a license for Quill
      Then Nia is refused under LICENSE-13 because "Quill is licensed to the entire org, so there is nothing to manage"

    Example: Hugo does not manage licenses
      When Hugo assigns Ivy a license for Ledger
      Then Hugo is refused under LICENSE-13 because "hugo@globex.example lacks Manage Package Licenses"

    Example: Hugo who does, does
      Given Hugo holds "Manage Package Licenses" by permission set
      When Hugo assigns Ivy a license for Ledger
      Then Hugo is let in under LICENSE-13

    Example: Nobody needs two
      When Gwen assigns Hugo a license for Ledger
      Then Gwen is told "hugo@globex.example has a license for Ledger already"

    Example: A seat that is assigned lets Ivy grant login access
      Given Gwen assigned Ivy a license for Ledger
      When Ivy grants Ledger Labs login access for 1 day
      Then Ivy is let in under GRANT-02

    Example: One that is taken away ends no grant
      Given Hugo granted Ledger Labs login access for 1 week
      When Gwen takes the license for Ledger from Hugo
      Then the audit log of Globex gains only
        | event              | user |
        | license.unassigned | Gwen |
