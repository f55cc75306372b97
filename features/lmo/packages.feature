Feature: Packages of a publisher
  An LMO admin links the packages that the publisher develops to its one License Management Org.

  @LMO-05
  Rule: A License Management Org manages many packages; a package has exactly one

    Example: A second package is linked
      Given Ledger Packaging develops the package Reports
      When Lena links the package Reports of Ledger Packaging
      Then Lena is let in under LMO-05
      And the audit log of Ledger Labs gains only
        | event              | user |
        | lmo.package-linked | Lena |
      And the audit log of Ledger Packaging gains only
        | event              | user |
        | lmo.package-linked | Lena |

    Example: Both generations are managed side by side
      Given Ledger Packaging develops the first-generation package Reports
      And Lena linked the package Reports of Ledger Packaging
      When Lena opens the Packages tab
      Then the packages listed are
        | package | latest | versions |
        | Ledger  |  1.4.0 |    1.4.0 |
        | Reports |  1.0.0 |    1.0.0 |

    Example: Linking a second time
      Given Ledger Packaging develops the package Reports
      And Lena linked the package Reports of Ledger Packaging
      When Lena links the package Reports of Ledger Packaging
      Then Lena is refused under LMO-05 because "Reports is linked to Ledger Labs already"
      And the audit log of Ledger Packaging gains nothing

    Example: Linking to a second License Management Org
      Given Ledger Packaging develops the package Reports
      And Lena linked the package Reports of Ledger Packaging
      And Gwen installed the app License Management App
      When Gwen links the package Reports of Ledger Packaging
      Then Gwen is refused under LMO-05 because "Reports is linked to Ledger Labs already"

    Example: The org it is developed in manages nothing by having the app, neither before it is linked nor after
      Given Ledger Packaging develops the package Reports
      And the app License Management App is installed in Ledger Packaging
      And Lena linked the package Reports of Ledger Packaging
      When Paula opens the Packages tab
      Then the packages listed are
        | package | latest | versions |

    Example: Nor does a refresh there take the subscribers over
      Given Ledger Packaging develops the package Reports
      And the app License Management App is installed in Ledger Packaging
      And Lena linked the package Reports of Ledger Packaging
      When Paula refreshes the licenses of Reports
      Then Paula finds nothing there

    Example: What was managed before anybody noted it is linked to no second org either
      Given Quill Packaging develops the package that Quill Inc manages as Quill
      When Lena links the package Quill of Quill Packaging
      Then Lena is refused under LMO-05 because "Quill is linked to Quill Inc already"

    Example: Nobody links a package without a login to the org it is developed in
      Given Ledger Packaging develops the package Reports
      When Lena links the package Reports of Ledger Packaging with a wrong password
      Then Lena is told "no login to the packaging org as \"paula@packaging.example\"; check username and password"
      And the audit log of Ledger Packaging gains only
        | event           | user | username                |
        | session.refused | Lena | paula@packaging.example |

    Example: An agent links no packages
      Given Ledger Packaging develops the package Reports
      When Sam links the package Reports of Ledger Packaging
      Then Sam is refused under POWER-08

  @LMO-06
  Rule: Only released managed package versions appear in the License Management App

    Example: The beta version of Ledger is missing
      When Lena opens the Packages tab
      Then the packages listed are
        | package | latest | versions |
        | Ledger  |  1.4.0 |    1.4.0 |

    Example: A version released after linking inherits the link
      Given Ledger Labs released version 1.6.0 of Ledger
      When Lena opens the Packages tab
      Then the packages listed are
        | package | latest | versions     |
        | Ledger  |  1.6.0 | 1.4.0, 1.6.0 |

    Example: An unlocked package does not appear
      Given Ledger Packaging develops the unlocked package Helpers
      And Lena linked the package Helpers of Ledger Packaging
      When Lena opens the Packages tab
      Then the packages listed are
        | package | latest | versions |
        | Ledger  |  1.4.0 |    1.4.0 |

  @LMO-07
  Rule: Subscriber support opens for eligible partners whose package has passed the security review

    Example: An eligible partner with a reviewed package
      When Sam searches for "globex"
      Then Sam finds only
        | subscriber |
        | Globex     |

    Example: No eligible partner
      Given Ledger Labs is no eligible partner
      When Sam searches for "globex"
      Then Sam is refused under LMO-07 because "Ledger Labs is no eligible partner"

    Example: No package has passed the review
      Given the package Ledger of Ledger Labs has not passed the security review
      When Sam searches for "globex"
      Then Sam is refused under LMO-07 because "no package of Ledger Labs has passed the security review"

    Example: It guards the login as it guards the search
      Given Nia granted Ledger Labs login access for 1 week
      And Ledger Labs is no eligible partner
      When Sam logs in as Nia
      Then Sam is refused under LMO-07

    Example: Packages are managed all the same
      Given Ledger Labs is no eligible partner
      When Lena opens the Packages tab
      Then Lena is let in under LMO-06
