Feature: Installing a package
  A subscriber's administrator installs a released version, and the publisher learns of it.

  @LICENSE-10
  Rule: A package in a sandbox gets a site license by default, and the record is marked as a sandbox's

    Background:
      Given Lena registered for new licenses of Ledger
        | status | Trial |
        | seats  |     5 |
        | days   |    30 |

    Example: In a sandbox what is registered counts for nothing
      Given Nia of Acme UAT uninstalled Ledger
      When Nia of Acme UAT installs version 1.4.0 of Ledger
      Then Acme UAT goes by
        | package | status | seats        | last day        |
        | Ledger  | Active | Site License | Does not expire |

    Example: The record is marked
      Given Nia of Acme UAT uninstalled Ledger
      And Nia of Acme UAT installed version 1.4.0 of Ledger
      When Lena opens the license of Ledger in Acme UAT
      Then the license record is
        | License Name   | L-00007      |
        | Licensed Seats | Site License |
        | Sandbox        | yes          |

    Example: A free trial is for the entire org, too, for as long as is registered
      Given Milton uninstalled Ledger
      When Milton installs version 1.4.0 of Ledger
      Then Initech Trial goes by
        | package | status | seats        | last day   |
        | Ledger  | Trial  | Site License | 2031-04-03 |

    Example: In production it is as registered
      Given Gwen uninstalled Ledger
      When Gwen installs version 1.4.0 of Ledger
      Then Globex goes by
        | package | status | seats | last day   |
        | Ledger  | Trial  |     5 | 2031-04-03 |

    Example: A sandbox that is made has site licenses
      When a Developer sandbox Dev of Acme Corp is made
      Then Acme Corp Dev goes by
        | package | status | seats        | last day        |
        | Ledger  | Active | Site License | Does not expire |
        | Quill   | Active | Site License | Does not expire |

  @LICENSE-11
  Rule: In a sandbox with the default license only an administrator with Manage Users can grant access

    Scenario Outline: Whom Sam has to ask in <org>
      When Sam opens the Org Details of <org>
      Then login access by the license for Ledger is granted by "<whom>"

      Examples:
        | org       | whom            |
        | Acme UAT  | administrators  |
        | Acme Corp | license holders |

    Example: Omar of Acme UAT finds no row
      When Omar of Acme UAT grants Ledger Labs login access for 1 day
      Then Omar of Acme UAT is refused under GRANT-15

    Example: Nia of Acme UAT does
      When Nia of Acme UAT grants Ledger Labs login access for 1 day
      Then Nia of Acme UAT is let in under GRANT-02

    Example: With counted seats it is no longer the default
      Given Lena modified the license of Ledger in Acme UAT
        | seats | 5 |
      When Sam opens the Org Details of Acme UAT
      Then login access by the license for Ledger is granted by "license holders"

    Example: By a license that is suspended nobody grants anything
      Given Lena modified the license of Ledger in Acme UAT
        | status | Suspended |
      When Sam opens the Org Details of Acme UAT
      Then login access by the license for Ledger is granted by "nobody"

  @LICENSE-15
  Rule: An installation makes a lead and a license with the package's defaults; a contact that is known already makes no lead

    Example: Gwen installs Quill
      When Gwen installs version 3.2.0 of Quill
      Then Gwen is let in under LICENSE-15
      And Globex goes by
        | package | status | seats        | last day        |
        | Quill   | Active | Site License | Does not expire |
      And the code of Quill in Globex is "QuoteService"
      And the audit log of Globex gains only
        | event             | user | name  | version |
        | package.installed | Gwen | Quill |   3.2.0 |
      And the audit log of Quill Inc gains only
        | event           | user | lead |
        | license.created | Gwen | true |

    @wire
    Example: The lead names who installed it, and the lead manager owns it
      Given Ledger Packaging develops the package Reports
      And Lena linked the package Reports of Ledger Packaging
      And Lena registered for new licenses of Reports
        | lead manager | Tess |
      And Gwen installed version 1.0.0 of Reports
      When Lena queries Lead
      Then the last record answered is
        | Company    | Globex               |
        | Email      | gwen@globex.example  |
        | LeadSource | Package Installation |
        | owner      | Tess                 |

    Example: A contact who is known makes no lead
      Given Quill Inc knows the contact "Gwen Globe" of the account "Globex Holding" by "GWEN@globex.example"
      When Gwen installs version 3.2.0 of Quill
      Then the audit log of Quill Inc gains only
        | event           | user | lead  |
        | license.created | Gwen | false |

    Example: The license names the contact instead
      Given Quill Inc knows the contact "Gwen Globe" of the account "Globex Holding" by "gwen@globex.example"
      And Gwen installed version 3.2.0 of Quill
      When Quentin opens the license of Quill in Globex
      Then the license record is
        | Contact | Gwen Globe |
        | Lead    |            |

    Example: The license has what is registered
      Given Lena registered for new licenses of Ledger
        | status | Trial |
        | seats  |     7 |
        | days   |    14 |
      And Gwen uninstalled Ledger
      When Gwen installs version 1.4.0 of Ledger
      Then Globex goes by
        | package | status | seats | last day   |
        | Ledger  | Trial  |     7 | 2031-03-18 |

    Example: What is registered changes no license that is there
      When Lena registers for new licenses of Ledger
        | status | Trial |
        | seats  |     7 |
        | days   |    14 |
      Then Lena is let in under LICENSE-21
      And the audit log of Ledger Labs gains only
        | event                       | user |
        | license.defaults-registered | Lena |
      And Globex goes by
        | package | status | seats | last day        |
        | Ledger  | Active |     2 | Does not expire |

    Example: A beta version is not for subscribers
      When Gwen installs version 1.5.0 of Ledger
      Then Gwen finds nothing there
      And the audit log of Ledger Labs gains nothing

    Example: Users install nothing
      When Hugo installs version 3.2.0 of Quill
      Then Hugo is refused under POWER-08
      And the audit log of Quill Inc gains nothing
