Feature: What the state of a license means for users and for support
  Users work with a package while its license lasts; login access that runs is left alone.

  @LICENSE-19
  Rule: While a license is expired or suspended users are without the package's components, and the data stays

    Background:
      Given Lena modified the license of Ledger in Acme Corp
        | expires | 2031-03-05 |

    @wire
    Scenario Outline: Nia opens an invoice of Ledger, <when>
      Given it is <now>
      When Nia opens invoice "4711"
      Then Nia is <answer> under <rule>

      Examples: while the license lasts
        | when                    | now                | answer | rule     |
        | a minute before its end | 23:59 on Wednesday | let in | POWER-16 |

      Examples: when it is over
        | when       | now               | answer  | rule       |
        | at its end | 00:00 on Thursday | refused | LICENSE-19 |

    @wire
    Example: The refusal says why
      Given it is 00:00 on Thursday
      When Nia opens invoice "4711"
      Then Nia is refused under LICENSE-19 because "ledg__Invoice__c belongs to Ledger, and the license for it is expired"
      And the audit log of Acme Corp gains only
        | event         | user | act           |
        | power.refused | Nia  | view a record |

    @wire
    Example: It is in no list
      Given it is 00:00 on Thursday
      When Nia opens the records
      Then the invoices listed are ""

    @wire
    Example: It is not changed
      Given it is 00:00 on Thursday
      When Nia sets the status of invoice "4711" to "Paid"
      Then Nia is refused under LICENSE-19

    @wire
    Example: None is made
      Given it is 00:00 on Thursday
      When Nia creates invoice "4712"
      Then Nia is refused under LICENSE-19

    @wire
    Example: Renewed, it is as it was
      Given it is 00:00 on Thursday
      And Sam reads and edits sfLma__License__c by permission set
      And Sam modified the license of Ledger in Acme Corp
        | expires | 2031-12-31 |
      When Nia opens the records
      Then the invoices listed are "4711"

    @wire
    Example: A suspended license bars everybody in the same way
      Given Lena modified the license of Ledger in Acme Corp
        | status | Suspended |
      When Nia opens invoice "4711"
      Then Nia is refused under LICENSE-19 because "ledg__Invoice__c belongs to Ledger, and the license for it is suspended"

    @wire
    Example: What is the org's own stays at hand
      Given it is 00:00 on Thursday
      When Nia reads the setting "Reminder"
      Then Nia is let in under POWER-08

    @wire
    Example: Of the package's code no global member is left to call
      Given it is 00:00 on Thursday
      When Nia opens the page of InvoiceService
      Then Nia sees nothing of its source

    @wire
    Example: Nor is code seen that subscriber debug logs would open
      Given Sam switched on the subscriber debug logs of "Ledger" in Acme Corp
      And it is 00:00 on Thursday
      When Nia views the code of RoundingService
      Then Nia is refused under LICENSE-19

    @wire
    Example: Uninstalling the package is no way to its data, which goes with it
      Given it is 00:00 on Thursday
      And Nia uninstalled Ledger
      When Nia opens the records
      Then the invoices listed are ""

    Example: The publisher's agent has the user's reach
      Given Nia granted Ledger Labs login access for 1 week
      And it is 00:00 on Thursday
      And Sam is logged in as Nia
      When Sam opens invoice "4711"
      Then Sam is refused under LICENSE-19

    Example: But looks into the publisher's own settings, to help
      Given Nia granted Ledger Labs login access for 1 week
      And it is 00:00 on Thursday
      And Sam is logged in as Nia
      When Sam reads the setting "Rounding"
      Then Sam is let in under POWER-04

    Example: A setting that the package shows to everybody is out of reach, and in no list
      Given Ledger brought Acme Corp the public setting "Posting"
      And it is 00:00 on Thursday
      When Nia opens Custom Settings
      Then the custom settings listed are "Reminder"

    @wire
    Example: Nor is it read
      Given Ledger brought Acme Corp the public setting "Posting"
      And it is 00:00 on Thursday
      When Nia reads the setting "Posting"
      Then Nia is refused under LICENSE-19 because "custom setting ledg__Posting__c belongs to Ledger, and the license for it is expired"

    @wire
    Example: While the license lasts it is
      Given Ledger brought Acme Corp the public setting "Posting"
      When Nia reads the setting "Posting"
      Then Nia is let in under POWER-08

  @LICENSE-20
  Rule: Uninstalling a publisher's last package voids its grants; a suspended or expired license only keeps new ones away

    Example: With the last package the grants are void
      Given Nia granted Ledger Labs login access for 1 week
      And Omar granted Ledger Labs login access for 1 day
      When Nia uninstalls Ledger
      Then the audit log of Acme Corp gains only
        | event               | user | account of |
        | package.uninstalled | Nia  |            |
        | grant.voided        | Nia  | Nia        |
        | grant.voided        | Nia  | Omar       |
      And the audit log of Ledger Labs gains only
        | event               | user |
        | license.uninstalled | Nia  |

    Example: While the publisher has another one they run on
      Given Ledger Packaging develops the package Reports
      And Lena linked the package Reports of Ledger Packaging
      And Nia installed version 1.0.0 of Reports
      And Nia granted Ledger Labs login access for 1 week
      When Nia uninstalls Ledger
      Then the audit log of Acme Corp gains only
        | event               | user |
        | package.uninstalled | Nia  |

    Example: Another publisher's grants run on
      Given Nia granted Quill Inc login access for 1 week
      When Nia uninstalls Ledger
      Then the audit log of Acme Corp gains only
        | event               | user |
        | package.uninstalled | Nia  |

    Scenario Outline: A license that is <state> leaves running access alone
      Given Nia granted Ledger Labs login access for 1 week
      And Lena modified the license of Ledger in Acme Corp
        | <term> | <value> |
      When Sam logs in as Nia
      Then Sam is let in under GRANT-03

      Examples:
        | state     | term    | value      |
        | suspended | status  | Suspended  |
        | expired   | expires | 2031-03-03 |

    Scenario Outline: A license that is <state> gives no new access
      Given Lena modified the license of Ledger in Acme Corp
        | <term> | <value> |
      When Nia grants Ledger Labs login access for 1 week
      Then Nia is refused under GRANT-14 because "the license for Ledger is <state>"

      Examples:
        | state     | term    | value      |
        | suspended | status  | Suspended  |
        | expired   | expires | 2031-03-03 |

    Example: Access that is expiring with the license is not cut off by it
      Given Lena modified the license of Ledger in Acme Corp
        | expires | 2031-03-05 |
      And Nia granted Ledger Labs login access for 1 week
      When time passes until 00:00 on Thursday
      Then the audit log of Acme Corp gains only
        | event           |
        | session.ended   |
        | license.expired |
