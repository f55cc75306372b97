Feature: Who sees and edits license records
  Object permissions of the License Management Org say who sees what it is licensed for; logging in asks for none.

  @LICENSE-21
  Rule: License records are seen with Read and modified with Edit; without Read nothing of them is shown

    Example: An agent with Read sees them
      When Sam opens the Licenses tab
      Then Sam is let in under LICENSE-03

    Example: And modifies none
      When Sam modifies the license of Ledger in Globex
        | seats | 5 |
      Then Sam is refused under LICENSE-21 because "sam@ledgerlabs.example lacks Read and Edit on sfLma__License__c"
      And the audit log of Globex gains nothing
      And the audit log of Ledger Labs gains only
        | event           | user | act              |
        | license.refused | Sam  | modify a license |

    Example: With Edit Sam does
      Given Sam reads and edits sfLma__License__c by permission set
      When Sam modifies the license of Ledger in Globex
        | seats | 5 |
      Then Sam is let in under LICENSE-16

    Example: Without Read there is no Licenses tab
      Given no permission set of Ledger Labs opens license records
      When Sam opens the Licenses tab
      Then Sam is refused under LICENSE-21 because "sam@ledgerlabs.example lacks Read on sfLma__License__c"

    Example: Nor anything of a license on the Org Details
      Given no permission set of Ledger Labs opens license records
      When Sam opens the Org Details of Globex
      Then the packages section is
        | package | namespace | version | status | seats | used | expires | debug logs |
        | Ledger  | ledg      |   1.4.0 |        |       |      |         | off        |

    Example: Sam may log in all the same
      Given no permission set of Ledger Labs opens license records
      And Nia granted Ledger Labs login access for 1 week
      When Sam logs in as Nia
      Then Sam is let in under GRANT-03

    Example: Each object has a permission of its own
      Given no permission set of Ledger Labs opens license records
      And Sam reads sfLma__Package__c by permission set
      When Sam lists the objects of the License Management App
      Then the objects are
        | object                    | records |
        | sfLma__Package__c         |       1 |
        | sfLma__Package_Version__c |         |
        | sfLma__License__c         |         |
        | Lead                      |         |

    Example: Without Read there is no Packages tab
      Given no permission set of Ledger Labs opens license records
      When Sam opens the Packages tab
      Then Sam is refused under LICENSE-21 because "sam@ledgerlabs.example lacks Read on sfLma__Package__c"

    Example: A package is listed without its versions to who may not read those
      Given no permission set of Ledger Labs opens license records
      And Sam reads sfLma__Package__c by permission set
      When Sam opens the Packages tab
      Then the packages listed are
        | package | latest | versions |
        | Ledger  |  1.4.0 |          |

    Example: And its page has none
      Given no permission set of Ledger Labs opens license records
      And Sam reads sfLma__Package__c by permission set
      When Sam opens the package Ledger
      Then its versions are
        | Package | Version Name | Version Number | Release Date |

    Example: Nor is a lead shown on the Org Details
      Given the lead of Acme Corp at Ledger Labs says "Acme Holding", "Carl Mayer", "carl@acme.example"
      When Sam opens the Org Details of Acme Corp
      Then Org Details show no lead

    @wire
    Example: Leads are not license records
      When Sam queries Lead
      Then Sam is refused under LICENSE-21

    Example: To refresh and to register takes Edit on the package
      When Sam refreshes the licenses of Ledger
      Then Sam is refused under LICENSE-21 because "sam@ledgerlabs.example lacks Read and Edit on sfLma__Package__c"

    Example: Lena, who may modify all data, needs no more
      When Lena opens the Licenses tab
      Then Lena is let in under LICENSE-03
