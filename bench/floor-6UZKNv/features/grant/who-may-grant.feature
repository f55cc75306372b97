Feature: Who may grant login access to a publisher
  A publisher is on a user's grant page only where nothing stands against it; whoever saves all the same learns why.

  @GRANT-13
  Rule: Where administrators keep granting to themselves, other users find no publisher to grant to

    Example: Omar finds no publisher
      Given Nia keeps granting to administrators
      When Omar opens the grant page
      Then the grant page lists only
        | grant access to              |
        | Your Company's Administrator |
        | Salesforce.com Support       |

    Example: Omar is refused
      Given Nia keeps granting to administrators
      When Omar grants Ledger Labs login access for 1 day
      Then Omar is refused under GRANT-13 because "Acme Corp lets only administrators grant login access"
      And the audit log of Acme Corp gains only
        | event         | user |
        | grant.refused | Omar |

    Example: Nia, who is an administrator, grants
      Given Nia keeps granting to administrators
      When Nia grants Ledger Labs login access for 1 day
      Then Nia is let in under GRANT-02

    Example: Omar grants once users may again
      Given Nia keeps granting to administrators
      And Nia lets users grant login access
      When Omar grants Ledger Labs login access for 1 day
      Then Omar is let in under GRANT-02

  @GRANT-14
  Rule: A user without a license for the package finds no row for its publisher

    Scenario Outline: <who> of Globex, where licenses are counted, <licensed>
      When <who> grants Ledger Labs login access for 1 day
      Then <who> is <answer> under <rule>

      Examples: with an own license
        | who  | licensed       | answer | rule     |
        | Hugo | has been given | let in | GRANT-02 |

      Examples: without, be it an administrator
        | who  | licensed     | answer  | rule     |
        | Ivy  | has got none | refused | GRANT-14 |
        | Gwen | has got none | refused | GRANT-14 |

    Example: Ivy is refused with the reason
      When Ivy grants Ledger Labs login access for 1 day
      Then Ivy is refused under GRANT-14 because "ivy@globex.example has no license for Ledger"
      And the audit log of Globex gains only
        | event         | user |
        | grant.refused | Ivy  |

    Example: A suspended license gives no new grant
      Given the license for Ledger in Globex is suspended
      When Hugo grants Ledger Labs login access for 1 day
      Then Hugo is refused under GRANT-14 because "the license for Ledger is suspended"

    Scenario Outline: A license that ends at 09:00 on Wednesday, <when>
      Given the license for Ledger in Globex ends at 09:00 on Wednesday
      And it is <now>
      When Hugo grants Ledger Labs login access for 1 day
      Then Hugo is <answer> under <rule>

      Examples: both sides of its end
        | when            | now                | answer  | rule     |
        | one minute left | 08:59 on Wednesday | let in  | GRANT-02 |
        | as it ends      | 09:00 on Wednesday | refused | GRANT-14 |

  @GRANT-15
  Rule: A package licensed to the entire org lets only administrators with Manage Users grant access

    Example: Omar has no Manage Users
      When Omar grants Quill Inc login access for 1 day
      Then Omar is refused under GRANT-15 because "Quill is licensed to the entire org, and omar@acme.example lacks Manage Users"
      And the audit log of Acme Corp gains only
        | event         | user |
        | grant.refused | Omar |

    Example: Nia has it on her profile
      When Nia grants Quill Inc login access for 1 day
      Then Nia is let in under GRANT-02

    Example: In a sandbox packages are licensed to the entire org
      When Omar of Acme UAT grants Ledger Labs login access for 1 day
      Then Omar of Acme UAT is refused under GRANT-15

    Scenario Outline: Omar has Manage Users by permission set, and the policy counts <source>
      Given the policy manageUsersSource is <source>
      And Omar holds "Manage Users" by permission set
      When Omar grants Quill Inc login access for 1 day
      Then Omar is <answer> under <rule>

      Examples: wherever it comes from, or from the profile only
        | source      | answer  | rule     |
        | any         | let in  | GRANT-02 |
        | profileOnly | refused | GRANT-15 |

    Example: The profile is enough where only the profile counts
      Given the policy manageUsersSource is profileOnly
      When Nia grants Quill Inc login access for 1 day
      Then Nia is let in under GRANT-02

  @GRANT-17
  Rule: A package without login access can never be granted

    Example: Ledger offers no login access
      Given the package Ledger in Acme Corp offers no login access
      When Nia grants Ledger Labs login access for 1 day
      Then Nia is refused under GRANT-17 because "Ledger Labs has no package with login access in Acme Corp"

    Example: Its publisher is on no page of Login Access Policies
      Given the package Ledger in Acme Corp offers no login access
      When Nia opens Login Access Policies
      Then Login Access Policies list only
        | support organization | packages | available to             |
        | Quill Inc            | Quill    | administrators and users |

    Example: A publisher that has installed nothing in Globex
      When Hugo grants Quill Inc login access for 1 day
      Then Hugo is refused under GRANT-17

  @GRANT-18
  Rule: Under a site license the administrator opens her own account and nobody else's

    Example: Nia cannot open Omar's account
      When Nia grants Quill Inc login access to the account of Omar for 1 day
      Then Nia is refused under GRANT-18 because "nia@acme.example cannot open the account of omar@acme.example"
      And the audit log of Acme Corp gains only
        | event         | user |
        | grant.refused | Nia  |

    Example: Nia's own account is the one that opens
      Given Nia granted Quill Inc login access for 1 day
      When Quentin logs in as Nia
      Then Quentin is let in under GRANT-03

    Example: Nia's own account opens no other
      Given Nia granted Quill Inc login access for 1 day
      When Quentin logs in as Omar
      Then Quentin is refused under GRANT-03 because "omar@acme.example has granted no login access"

    Example: By policy Nia opens any account of the org
      Given the policy siteLicenceGrantTarget is anyUser
      And Nia granted Quill Inc login access to the account of Omar for 1 day
      When Quentin logs in as Omar
      Then Quentin is let in under GRANT-03

    Example: The policy says nothing of packages with counted licenses
      Given the policy siteLicenceGrantTarget is anyUser
      When Nia grants Ledger Labs login access to the account of Omar for 1 day
      Then Nia is refused under GRANT-18
