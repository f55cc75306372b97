Feature: Records of the License Management App
  What a publisher knows of its packages, their versions, and every installation of them.

  @LICENSE-01
  Rule: The License Management App keeps packages, versions and licenses in objects of its own, and leads in the standard one

    Example: What Lena finds in Ledger Labs
      When Lena lists the objects of the License Management App
      Then the objects are
        | object                    | records |
        | sfLma__Package__c         |       1 |
        | sfLma__Package_Version__c |       1 |
        | sfLma__License__c         |       6 |
        | Lead                      |       6 |

    Example: Another publisher finds its own
      When Quentin lists the objects of the License Management App
      Then the objects are
        | object                    | records |
        | sfLma__Package__c         |       1 |
        | sfLma__Package_Version__c |       1 |
        | sfLma__License__c         |       2 |
        | Lead                      |         |

    Example: A subscriber has no such app
      When Nia lists the objects of the License Management App
      Then Nia is refused under LMO-01

  @LICENSE-02
  Rule: Each installation of each package makes one license record

    Example: A second package in Acme Corp makes a second record for it
      Given Ledger Packaging develops the package Reports
      And Lena linked the package Reports of Ledger Packaging
      And Nia installed version 1.0.0 of Reports
      When Lena opens the Licenses tab
      Then the licenses listed are
        | License Name | subscriber                 | Package Version |
        | L-00001      | Acme Corp                  | Spring          |
        | L-00002      | Acme UAT                   | Spring          |
        | L-00003      | Globex                     | Spring          |
        | L-00004      | Department of Public Works | Spring          |
        | L-00005      | Ledger Scratch             | Spring          |
        | L-00006      | Initech Trial              | Spring          |
        | L-00007      | Acme Corp                  | Reports 1.0.0   |

    Example: The record of an installation that is gone stays behind
      When Nia uninstalls Ledger
      Then the audit log of Ledger Labs gains only
        | event               | user |
        | license.uninstalled | Nia  |

    Example: Installed again, the package has a record of its own again
      Given Gwen uninstalled Ledger
      And Gwen installed version 1.4.0 of Ledger
      When Lena opens the Licenses tab
      Then the licenses listed are
        | License Name | subscriber                 | License Status |
        | L-00001      | Acme Corp                  | Active         |
        | L-00002      | Acme UAT                   | Active         |
        | L-00003      | Globex                     | Uninstalled    |
        | L-00004      | Department of Public Works | Active         |
        | L-00005      | Ledger Scratch             | Active         |
        | L-00006      | Initech Trial              | Trial          |
        | L-00007      | Globex                     | Active         |

    Example: A later version is the same installation
      Given Ledger Labs released version 1.6.0 of Ledger
      When Gwen installs version 1.6.0 of Ledger
      Then the audit log of Globex gains only
        | event             | user | name   | version |
        | package.installed | Gwen | Ledger |   1.6.0 |
      And the audit log of Ledger Labs gains only
        | event            | user | version |
        | license.upgraded | Gwen |   1.6.0 |

    Example: What is there already is not installed again
      When Gwen installs version 1.4.0 of Ledger
      Then Gwen is told "Ledger 1.4.0 is installed; install a later version"
      And the audit log of Globex gains nothing
      And the audit log of Ledger Labs gains nothing

  @LICENSE-03
  Rule: A license record tells account, lead, dates, seats, status, version and the subscriber org with edition, instance and status

    Example: The license of Ledger in Globex
      Given the lead of Globex at Ledger Labs says "Globex Holding", "Hank Scorpio", "hank@globex.example"
      When Lena opens the license of Ledger in Globex
      Then the license record is
        | License Name           | L-00003         |
        | Account                |                 |
        | Contact                |                 |
        | Lead                   | Hank Scorpio    |
        | License Status         | Active          |
        | Expiration Date        | Does not expire |
        | Install Date           |      2031-02-02 |
        | Licensed Seats         |               2 |
        | Used Licenses          |               1 |
        | Instance               | NA114           |
        | Org Edition            | Enterprise      |
        | Org Status             | Active          |
        | Org Expiration Date    |                 |
        | Package Version        | Spring          |
        | Package Version Number |           1.4.0 |
        | Sandbox                | no              |
      And it names the org Globex by 15 characters

    Example: The license of a trial org tells of both ends
      When Lena opens the license of Ledger in Initech Trial
      Then the license record is
        | License Status      | Trial      |
        | Expiration Date     | 2031-04-02 |
        | Org Status          | Trial      |
        | Org Expiration Date | 2031-04-03 |

    Example: The customer whom the publisher knows has an account and a contact instead of a lead
      Given Quill Inc knows the contact "Gwen Globe" of the account "Globex Holding" by "gwen@globex.example"
      And Gwen installed version 3.2.0 of Quill
      When Quentin opens the license of Quill in Globex
      Then the license record is
        | License Name | L-00003        |
        | Account      | Globex Holding |
        | Contact      | Gwen Globe     |
        | Lead         |                |
        | Install Date |     2031-03-04 |

    Example: It is nobody's but the publisher's
      When Quentin opens the license of Ledger in Globex
      Then Quentin finds nothing there

  @LICENSE-04 @wire
  Rule: The fields of a license record are known by their API names

    Example: The fields of a license record
      When Lena queries sfLma__License__c
      Then the fields answered are "Id Name sfLma__Account__c sfLma__Contact__c sfLma__Lead__c sfLma__Package__c sfLma__Package_Version__c sfLma__Package_Version_Number__c sfLma__Status__c sfLma__Expiration__c sfLma__Expiration_Date__c sfLma__Install_Date__c sfLma__Seats__c sfLma__Licensed_Seats__c sfLma__Used_Licenses__c sfLma__Subscriber_Org_ID__c sfLma__Subscriber_Org_Is_Sandbox__c sfLma__Org_Instance__c sfLma__Org_Edition__c sfLma__Org_Status__c sfLma__Org_Trial_Expiration__c sfLma__License_Type__c"
      And the records answered are
        | Name    | sfLma__Status__c | sfLma__Expiration__c | sfLma__Expiration_Date__c | sfLma__Install_Date__c | sfLma__Seats__c | sfLma__Licensed_Seats__c | sfLma__Used_Licenses__c |
        | L-00001 | Active           |                      | Does not expire           |             2031-02-02 |              10 |                       10 |                       3 |
        | L-00002 | Active           |                      | Does not expire           |             2031-02-02 |              -1 | Site License             |                         |
        | L-00003 | Active           |                      | Does not expire           |             2031-02-02 |               2 |                        2 |                       1 |
        | L-00004 | Active           |                      | Does not expire           |             2031-02-02 |               5 |                        5 |                       1 |
        | L-00005 | Active           |                      | Does not expire           |             2031-02-02 |               5 |                        5 |                       1 |
        | L-00006 | Trial            |           2031-04-02 |                2031-04-02 |             2031-02-02 |               5 |                        5 |                       1 |
      And the records answered are
        | sfLma__Package_Version_Number__c | sfLma__Subscriber_Org_Is_Sandbox__c | sfLma__Org_Instance__c | sfLma__Org_Edition__c | sfLma__Org_Status__c | sfLma__Org_Trial_Expiration__c | sfLma__License_Type__c |
        |                            1.4.0 | false                               | EU47                   | Enterprise            | Active               |                                |                        |
        |                            1.4.0 | true                                | EU48                   | Enterprise            | Active               |                                |                        |
        |                            1.4.0 | false                               | NA114                  | Enterprise            | Active               |                                |                        |
        |                            1.4.0 | false                               | USG2                   | Enterprise            | Active               |                                |                        |
        |                            1.4.0 | false                               | NA213                  | Developer             | Free                 |                                |                        |
        |                            1.4.0 | false                               | NA213                  | Enterprise            | Trial                |                     2031-04-03 |                        |

    Example: Its lookups lead to the package, the version and the lead
      When Lena queries sfLma__License__c
      Then the license of Ledger in Globex answered leads to package, version and lead
      And the license of Ledger in Globex answered names its org by 15 characters

    Example: Or to the account and the contact
      Given Ledger Labs knows the contact "Gwen Globe" of the account "Globex Holding" by "gwen@globex.example"
      And Gwen uninstalled Ledger
      And Gwen installed version 1.4.0 of Ledger
      When Lena queries sfLma__License__c
      Then the license of Ledger in Globex answered leads to the contact "Gwen Globe"

  @LICENSE-09
  Rule: Used licenses are blank for an uninstalled package and for a site license

    Example: Counted seats tell how many are assigned
      When Lena opens the license of Ledger in Acme Corp
      Then the license record is
        | Licensed Seats | 10 |
        | Used Licenses  |  3 |

    Example: A site license tells none
      When Lena opens the license of Ledger in Acme UAT
      Then the license record is
        | Licensed Seats | Site License |
        | Used Licenses  |              |

    Example: Nor does that of an uninstalled package
      Given Nia uninstalled Ledger
      When Lena opens the license of Ledger in Acme Corp
      Then the license record is
        | License Status | Uninstalled |
        | Licensed Seats |          10 |
        | Used Licenses  |             |

    @wire
    Example: A seat that is assigned is told at once
      Given Gwen assigned Ivy a license for Ledger
      When Lena opens the license of Ledger in Globex
      Then the license record is
        | Licensed Seats | 2 |
        | Used Licenses  | 2 |

  @LICENSE-14
  Rule: A license record tells the org's own status, and an expiration date of the org for trial orgs only

    Example: Active, free and trial orgs
      When Lena opens the Licenses tab
      Then the licenses listed are
        | subscriber                 | Org Edition | Org Status | Org Expiration Date | License Status | Expiration Date |
        | Acme Corp                  | Enterprise  | Active     |                     | Active         | Does not expire |
        | Acme UAT                   | Enterprise  | Active     |                     | Active         | Does not expire |
        | Globex                     | Enterprise  | Active     |                     | Active         | Does not expire |
        | Department of Public Works | Enterprise  | Active     |                     | Active         | Does not expire |
        | Ledger Scratch             | Developer   | Free       |                     | Active         | Does not expire |
        | Initech Trial              | Enterprise  | Trial      |          2031-04-03 | Trial          |      2031-04-02 |

    Example: The license of a trial org can outlast the trial of the org
      Given Lena modified the license of Ledger in Initech Trial
        | status  | Active          |
        | expires | Does not expire |
      When Lena opens the license of Ledger in Initech Trial
      Then the license record is
        | License Status      | Active          |
        | Expiration Date     | Does not expire |
        | Org Status          | Trial           |
        | Org Expiration Date |      2031-04-03 |

  @LICENSE-18
  Rule: A package record tells its developer org, latest version and lead manager, and a version record its number and dates

    Example: The package Ledger
      Given Lena registered for new licenses of Ledger
        | lead manager | Tess |
      When Lena opens the package Ledger
      Then the package record is
        | Package Name           | Ledger                  |
        | Developer Name         | Ledger Packaging        |
        | Latest Version         |                   1.4.0 |
        | Lead Manager           | tess@ledgerlabs.example |
        | Last License Refresh   |                         |
        | Next Available Refresh |                         |
      And its versions are
        | Package | Version Name | Version Number | Release Date |
        | Ledger  | Spring       |          1.4.0 |   2031-01-03 |
      And it names package Ledger, its version and its developer org by 18 characters

    Example: Once its licenses were refreshed it tells when, and when again
      Given Lena refreshed the licenses of Ledger
      When Lena opens the package Ledger
      Then the package record is
        | Lead Manager           |                  |
        | Last License Refresh   | 2031-03-04 09:00 |
        | Next Available Refresh | 2031-03-11 09:00 |

    Example: A version of no name is called by its number
      Given Ledger Labs released version 1.6.0 of Ledger
      When Lena opens the package Ledger
      Then the package record is
        | Latest Version | 1.6.0 |
      And its versions are
        | Package | Version Name | Version Number | Release Date |
        | Ledger  | Spring       |          1.4.0 |   2031-01-03 |
        | Ledger  | Ledger 1.6.0 |          1.6.0 |              |

    @wire
    Example: The API knows package and version, too
      When Lena queries sfLma__Package_Version__c
      Then the records answered are
        | Name   | sfLma__Version_Number__c | sfLma__Release_Date__c |
        | Spring |                    1.4.0 |             2031-01-03 |

    Example: The package of another publisher is not there
      When Quentin opens the package Ledger
      Then Quentin finds nothing there
