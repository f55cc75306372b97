Feature: Refreshing licenses
  Once a week Lena can bring all records of a package in step with the orgs it is installed in.

  @LICENSE-17
  Rule: Refreshing licenses brings all records of a package in step, at most once a week for each package

    Example: A record learns that its org moved
      Given Globex moved to the instance EU99
      And Lena refreshed the licenses of Ledger
      When Lena opens the license of Ledger in Globex
      Then the license record is
        | Instance | EU99 |

    Example: Until then it knows the org as it was
      Given Globex moved to the instance EU99
      When Lena opens the license of Ledger in Globex
      Then the license record is
        | Instance | NA114 |

    Example: The subscriber goes by what the record says again
      Given the license for Ledger in Globex is suspended
      When Lena refreshes the licenses of Ledger
      Then Lena is let in under LICENSE-17
      And Globex goes by
        | package | status | seats |
        | Ledger  | Active |     2 |
      And the audit log of Globex gains only
        | event             | user |
        | license.refreshed | Lena |
      And the audit log of Ledger Labs gains only
        | event             | user | records |
        | license.refreshed | Lena |       6 |

    Example: Where both are in step the subscriber's log gains nothing
      When Lena refreshes the licenses of Ledger
      Then the audit log of Globex gains nothing
      And the audit log of Acme Corp gains nothing

    Example: An org whose proxy user is deactivated is not reached
      Given the license for Ledger in Globex is suspended
      And the org Globex is locked
      When Lena refreshes the licenses of Ledger
      Then Globex goes by
        | package | status    |
        | Ledger  | Suspended |
      And the audit log of Globex gains nothing

    Scenario Outline: A second time, <when>
      Given Sam reads and edits sfLma__Package__c by permission set
      And Sam refreshed the licenses of Ledger
      And it is <now>
      When Lena refreshes the licenses of Ledger
      Then Lena is <answer> under LICENSE-17

      Examples:
        | when               | now                | answer  |
        | a minute too early | 08:59 next Tuesday | refused |
        | a week later       | 09:00 next Tuesday | let in  |

    Example: The refusal says when it can be again
      Given Lena refreshed the licenses of Ledger
      When Lena refreshes the licenses of Ledger
      Then Lena is refused under LICENSE-17 because "the licenses of Ledger were refreshed at 2031-03-04 09:00 UTC, and can be again at 2031-03-11 09:00 UTC"
      And the audit log of Ledger Labs gains only
        | event           | user | act              |
        | license.refused | Lena | refresh licenses |

    Example: Each package has a week of its own
      Given Ledger Packaging develops the package Reports
      And Lena linked the package Reports of Ledger Packaging
      And Lena refreshed the licenses of Ledger
      When Lena refreshes the licenses of Reports
      Then Lena is let in under LICENSE-17

    Example: A record without an installation becomes Uninstalled
      Given the package Ledger is gone from Globex without a word
      And Lena refreshed the licenses of Ledger
      When Lena opens the license of Ledger in Globex
      Then the license record is
        | License Status | Uninstalled |

  @LICENSE-22
  Rule: Moving the License Management App moves no records: packages are linked again and licenses refreshed

    Background:
      Given Ledger Packaging develops the package Reports
      And Lena linked the package Reports of Ledger Packaging
      And Nia installed version 1.0.0 of Reports
      And Milton installed version 1.0.0 of Reports
      And Gwen installed the app License Management App
      And Lena uninstalled the app License Management App

    Example: The package can be linked again
      When Gwen links the package Reports of Ledger Packaging
      Then Gwen is let in under LMO-05

    Example: No record came along
      Given Gwen linked the package Reports of Ledger Packaging
      When Gwen opens the Licenses tab
      Then no license is listed

    Example: A refresh makes one for each installation
      Given Gwen linked the package Reports of Ledger Packaging
      And Gwen refreshed the licenses of Reports
      When Gwen opens the Licenses tab
      Then the licenses listed are
        | License Name | subscriber    | License Status | Licensed Seats | Package Version |
        | L-00001      | Acme Corp     | Active         | Site License   | Reports 1.0.0   |
        | L-00002      | Initech Trial | Active         | Site License   | Reports 1.0.0   |

    Example: From then on the subscriber's package is that publisher's
      Given Gwen linked the package Reports of Ledger Packaging
      And Gwen refreshed the licenses of Reports
      When Nia grants Globex login access for 1 day
      Then Nia is let in under GRANT-02

    Example: And nobody else's
      Given Gwen linked the package Reports of Ledger Packaging
      When Nia grants Globex login access for 1 day
      Then Nia is refused under GRANT-17

    Example: Login access that the old publisher had is void, for it has no package there any more
      Given Nia granted Ledger Labs login access for 1 week
      And Nia uninstalled Ledger
      And Gwen linked the package Reports of Ledger Packaging
      When Gwen refreshes the licenses of Reports
      Then the audit log of Acme Corp gains only
        | event             | user | account of |
        | license.refreshed | Gwen |            |
        | grant.voided      | Gwen | Nia        |

    Example: While the old publisher has another one it runs on
      Given Nia granted Ledger Labs login access for 1 week
      And Gwen linked the package Reports of Ledger Packaging
      When Gwen refreshes the licenses of Reports
      Then the audit log of Acme Corp gains only
        | event             | user |
        | license.refreshed | Gwen |

    Example: A package that was developed where the app was is linked anew, too
      Given Ledger Labs develops the package Forms itself
      And Lena installed the app License Management App
      And Lena linked the package Forms of Ledger Labs
      And Lena uninstalled the app License Management App
      And Lena installed the app License Management App
      When Lena opens the Packages tab
      Then the packages listed are
        | package | latest | versions |

    Example: The old org has no such app any more
      When Lena opens the Licenses tab
      Then Lena is refused under LMO-01

    Example: Nor does it manage what it managed, once the app is back
      Given Lena installed the app License Management App
      When Lena links the package Reports of Ledger Packaging
      Then Lena is let in under LMO-05

    Example: Uninstalling the app is on record, and subscribers keep what they have
      Given Lena installed the app License Management App
      When Lena uninstalls the app License Management App
      Then the audit log of Ledger Labs gains only
        | event               | user | app                    |
        | lmo.app-uninstalled | Lena | License Management App |
      And the audit log of Acme Corp gains nothing
