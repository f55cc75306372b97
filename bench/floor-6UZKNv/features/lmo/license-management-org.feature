Feature: The License Management Org
  A publisher supports its subscribers from the org in which it installed the License Management App.

  @LMO-01
  Rule: The org in which the License Management App is installed is the License Management Org

    Example: An administrator makes an org the License Management Org
      When Gwen installs the app License Management App
      Then Gwen is let in under LMO-01
      And the audit log of Globex gains only
        | event             | user | app                    |
        | lmo.app-installed | Gwen | License Management App |

    Example: Once installed, the app opens
      Given Gwen installed the app License Management App
      When Gwen opens the Packages tab
      Then no package is listed

    Example: Without the app there is nothing to open
      When Gwen opens the Packages tab
      Then Gwen is refused under LMO-01 because "the License Management App is not installed in Globex"
      And the audit log of Globex gains only
        | event       | user | rule   |
        | lmo.refused | Gwen | LMO-01 |

    Example: A subscriber's administrator has no Subscribers tab
      When Nia searches for "globex"
      Then Nia is refused under LMO-01

    Example: An agent does not carry the app into a subscriber org
      Given Nia granted Ledger Labs login access for 1 week
      And Sam is logged in as Nia
      When Sam opens the Packages tab
      Then Sam is refused under LMO-01 because "the License Management App is not installed in Acme Corp"

    Example: Who may not change the org does not install it
      When Hugo installs the app License Management App
      Then Hugo is refused under POWER-08

    Example: Installing it again changes nothing
      When Lena installs the app License Management App
      Then Lena is let in under LMO-01
      And the audit log of Ledger Labs gains nothing

  @LMO-02
  Rule: The License Management App runs in Enterprise, Performance and Unlimited Edition production orgs

    Scenario Outline: An org of <edition> Edition
      Given Globex is of <edition> Edition
      When Gwen installs the app License Management App
      Then Gwen is <answer> under <rule>

      Examples: where it runs
        | edition     | answer | rule   |
        | Enterprise  | let in | LMO-01 |
        | Performance | let in | LMO-01 |
        | Unlimited   | let in | LMO-01 |

      Examples: where it does not
        | edition      | answer  | rule   |
        | Professional | refused | LMO-02 |
        | Group        | refused | LMO-02 |
        | Database.com | refused | LMO-02 |

    Scenario Outline: <who> tries it in an org that is not production
      When <who> installs the app License Management App
      Then <who> is refused under LMO-02 because "<why>"

      Examples:
        | who             | why                                                   |
        | Nia of Acme UAT | Acme UAT is no production org but a sandbox org       |
        | Sasha           | Ledger Scratch is no production org but a scratch org |
        | Milton          | Initech Trial is no production org but a trial org    |

    Example: Other apps do not mind the edition
      Given Globex is of Professional Edition
      When Gwen installs the app Slack
      Then Gwen is let in under POWER-08

  @LMO-03
  Rule: In Developer Edition the License Management App serves to build and test integrations and manages no subscribers

    Scenario Outline: The app can be installed in <edition> Edition
      Given Globex is of <edition> Edition
      When Gwen installs the app License Management App
      Then Gwen is let in under LMO-01

      Examples:
        | edition           |
        | Developer         |
        | Partner Developer |

    Scenario Outline: No subscribers are managed from <edition> Edition
      Given Ledger Labs is of <edition> Edition
      When Sam searches for "globex"
      Then Sam is refused under LMO-03 because "Ledger Labs is <edition> Edition: its License Management App manages no subscribers"

      Examples:
        | edition           |
        | Developer         |
        | Partner Developer |

    Example: Nor is anybody logged in as
      Given Nia granted Ledger Labs login access for 1 week
      And Ledger Labs is of Developer Edition
      When Sam logs in as Nia
      Then Sam is refused under LMO-03

    Example: An integration can still read the packages
      Given Ledger Labs is of Developer Edition
      When Lena opens the Packages tab
      Then Lena is let in under LMO-06

  @LMO-04
  Rule: The License Management App shares no org with Slack or Declarative Lookup Rollup Summary

    Scenario Outline: <app> is there first
      Given the app <app> is installed in Globex
      When Gwen installs the app License Management App
      Then Gwen is refused under LMO-04 because "<app> is installed in Globex, and one of the two must be uninstalled first"
      And the audit log of Globex gains only
        | event       | user |
        | lmo.refused | Gwen |

      Examples:
        | app                               |
        | Slack                             |
        | Declarative Lookup Rollup Summary |

    Scenario Outline: <app> comes second
      When Lena installs the app <app>
      Then Lena is refused under LMO-04 because "License Management App is installed in Ledger Labs, and one of the two must be uninstalled first"

      Examples:
        | app                               |
        | Slack                             |
        | Declarative Lookup Rollup Summary |

    Example: Any other app gets along with it
      Given the app Chart Toys is installed in Globex
      When Gwen installs the app License Management App
      Then Gwen is let in under LMO-01

    Example: Any other app may come second, too
      When Lena installs the app Chart Toys
      Then Lena is let in under POWER-08
