Feature: The grant page
  Grant Account Login Access shows a user whom she can let in as herself, one row each.

  @GRANT-10
  Rule: Each row of the grant page stands alone: granting one party grants no other

    Example: One granted row among four
      Given Nia granted Ledger Labs login access for 1 week
      When Nia opens the grant page
      Then the grant page lists only
        | grant access to              | access ends          | last change                   | changed by       |
        | Your Company's Administrator |                      |                               |                  |
        | Salesforce.com Support       |                      |                               |                  |
        | Ledger Labs                  | 2031-03-11 09:00 UTC | given at 2031-03-04 09:00 UTC | nia@acme.example |
        | Quill Inc                    |                      |                               |                  |
      And the audit log of Acme Corp gains nothing

    Scenario Outline: Access for <party> lets no agent of Ledger Labs in
      Given Nia granted <party> login access for 1 week
      When Sam logs in as Nia
      Then Sam is refused under GRANT-03 because "nia@acme.example has granted no login access"

      Examples: every other row
        | party                        |
        | the company's administrators |
        | Salesforce support           |
        | Quill Inc                    |

    Example: Taking back one row leaves the others as they are
      Given Nia granted Ledger Labs login access for 1 week
      And Nia granted Quill Inc login access for 1 day
      And Nia took login access back from Quill Inc
      When Nia opens the grant page
      Then the grant page lists only
        | grant access to              | access ends          | last change                     |
        | Your Company's Administrator |                      |                                 |
        | Salesforce.com Support       |                      |                                 |
        | Ledger Labs                  | 2031-03-11 09:00 UTC | given at 2031-03-04 09:00 UTC   |
        | Quill Inc                    |                      | revoked at 2031-03-04 09:00 UTC |

    Example: Omar's page shows nothing of what Nia granted
      Given Nia granted Ledger Labs login access for 1 week
      When Omar opens the grant page
      Then the grant page lists only
        | grant access to              | access ends | last change |
        | Your Company's Administrator |             |             |
        | Salesforce.com Support       |             |             |
        | Ledger Labs                  |             |             |

  @GRANT-11
  Rule: A publisher's row is labelled with the company name of its License Management Org

    Example: Not the package Ledger, nor Ledger Packaging where it is developed
      When Hugo opens the grant page
      Then the grant page lists only
        | grant access to              |
        | Your Company's Administrator |
        | Salesforce.com Support       |
        | Ledger Labs                  |

  @GRANT-12
  Rule: A publisher that may not be granted access is simply missing from the grant page

    Example: Ivy has no license, and her page has no word about it
      When Ivy opens the grant page
      Then the grant page lists only
        | grant access to              |
        | Your Company's Administrator |
        | Salesforce.com Support       |
      And the audit log of Globex gains nothing

    Example: With a license the row is there
      Given Ivy was assigned a license for Ledger
      When Ivy opens the grant page
      Then the grant page lists only
        | grant access to              |
        | Your Company's Administrator |
        | Salesforce.com Support       |
        | Ledger Labs                  |

  @GRANT-23
  Rule: Login access for the company's own administrators exists only in Enterprise, Performance, Unlimited, Developer and Database.com editions

    Scenario Outline: Omar lets the administrators in, in <edition> Edition
      Given Acme Corp is of <edition> Edition
      When Omar grants the company's administrators login access for 1 day
      Then Omar is <answer> under <rule>

      Examples: editions with the row
        | edition      | answer | rule     |
        | Enterprise   | let in | GRANT-02 |
        | Performance  | let in | GRANT-02 |
        | Unlimited    | let in | GRANT-02 |
        | Developer    | let in | GRANT-02 |
        | Database.com | let in | GRANT-02 |

      Examples: editions without it
        | edition      | answer  | rule     |
        | Professional | refused | GRANT-23 |
        | Group        | refused | GRANT-23 |

    Example: Publishers and Salesforce support can be let in whatever the edition
      Given Acme Corp is of Professional Edition
      When Omar opens the grant page
      Then the grant page lists only
        | grant access to        |
        | Salesforce.com Support |
        | Ledger Labs            |

  @GRANT-29
  Rule: Packages of one License Management Org share one row and one grant

    Example: Two packages of Ledger Labs, one row
      Given Acme Corp installed the package Atlas of Ledger Labs
      When Nia opens the grant page
      Then the grant page lists only
        | grant access to              |
        | Your Company's Administrator |
        | Salesforce.com Support       |
        | Ledger Labs                  |
        | Quill Inc                    |

    Example: Both packages stand in one line of Login Access Policies
      Given Acme Corp installed the package Atlas of Ledger Labs
      When Nia opens Login Access Policies
      Then Login Access Policies list only
        | support organization | packages      | available to             |
        | Ledger Labs          | Atlas, Ledger | administrators and users |
        | Quill Inc            | Quill         | administrators and users |

    Example: The grant outlives one of the two packages
      Given Acme Corp installed the package Atlas of Ledger Labs
      And Nia granted Ledger Labs login access for 1 week
      When Nia uninstalls Ledger
      Then the audit log of Acme Corp gains only
        | event               | name   |
        | package.uninstalled | Ledger |

    Example: An own license for one package is enough, whoever may grant through the other
      Given Acme Corp installed the package Atlas of Ledger Labs
      When Omar grants Ledger Labs login access for 1 day
      Then Omar is let in under GRANT-02
