Feature: Login Access Policies
  In Setup an administrator decides which publishers users may let in.

  @GRANT-19
  Rule: Login Access Policies are changed only by users with Manage Login Access Policies

    Example: Nia has the permission
      When Nia turns the any-user switch on
      Then Nia is let in under GRANT-19
      And the audit log of Acme Corp gains only
        | event                | user | setting                               | before | after |
        | grant.policy-changed | Nia  | Administrators Can Log in as Any User | false  | true  |

    Example: Omar has no such permission
      When Omar turns the any-user switch on
      Then Omar is refused under GRANT-19 because "omar@acme.example lacks Manage Login Access Policies"
      And the audit log of Acme Corp gains only
        | event         | user | act                          |
        | power.refused | Omar | change Login Access Policies |

    Example: Manage Users is another permission
      Given Omar holds "Manage Users" by permission set
      When Omar makes Ledger Labs available to administrators only
      Then Omar is refused under GRANT-19

    Example: A permission set is enough
      Given Omar holds "Manage Login Access Policies" by permission set
      When Omar turns the any-user switch on
      Then Omar is let in under GRANT-19

    Example: Saving what is chosen already changes nothing
      When Nia turns the any-user switch off
      Then Nia is let in under GRANT-19
      And the audit log of Acme Corp gains nothing

    Example: For whoever may change nothing the page is read-only
      Given Omar holds "View Setup and Configuration" by permission set
      When Omar opens Login Access Policies
      Then Login Access Policies are read-only for Omar

    Example: Nia can change what she sees
      When Nia opens Login Access Policies
      Then Login Access Policies can be changed by Nia

  @GRANT-20
  Rule: A publisher available to administrators only is hidden from everyone else

    Example: Omar no longer finds Ledger Labs
      Given Nia made Ledger Labs available to administrators only
      When Omar opens the grant page
      Then the grant page lists only
        | grant access to              |
        | Your Company's Administrator |
        | Salesforce.com Support       |

    Example: Omar is refused
      Given Nia made Ledger Labs available to administrators only
      When Omar grants Ledger Labs login access for 1 day
      Then Omar is refused under GRANT-20 because "Ledger Labs is available to administrators only in Acme Corp"
      And the audit log of Acme Corp gains only
        | event         | user |
        | grant.refused | Omar |

    Example: Nia, who is an administrator, grants
      Given Nia made Ledger Labs available to administrators only
      When Nia grants Ledger Labs login access for 1 day
      Then Nia is let in under GRANT-02

    Example: Once it is available to users again, Omar grants
      Given Nia made Ledger Labs available to administrators only
      And Nia made Ledger Labs available to administrators and users
      When Omar grants Ledger Labs login access for 1 day
      Then Omar is let in under GRANT-02

    Example: Other publishers are not touched
      Given Nia made Quill Inc available to administrators only
      When Omar grants Ledger Labs login access for 1 day
      Then Omar is let in under GRANT-02

  @GRANT-21
  Rule: A newly installed publisher is available to administrators and users

    Example: As the publishers of Acme Corp began
      When Nia opens Login Access Policies
      Then Login Access Policies list only
        | support organization | packages | available to             |
        | Ledger Labs          | Ledger   | administrators and users |
        | Quill Inc            | Quill    | administrators and users |

    Example: By policy an administrator has to open it first
      Given the policy publisherDefaultAvailability is adminsOnly
      When Nia opens Login Access Policies
      Then Login Access Policies list only
        | support organization | packages | available to        |
        | Ledger Labs          | Ledger   | administrators only |
        | Quill Inc            | Quill    | administrators only |

    Example: By that policy Omar is refused
      Given the policy publisherDefaultAvailability is adminsOnly
      When Omar grants Ledger Labs login access for 1 day
      Then Omar is refused under GRANT-20

    Example: What an administrator decided holds whatever the policy
      Given the policy publisherDefaultAvailability is adminsOnly
      And Nia made Ledger Labs available to administrators and users
      When Omar grants Ledger Labs login access for 1 day
      Then Omar is let in under GRANT-02

    Example: A publisher that comes back begins anew
      Given Nia made Ledger Labs available to administrators only
      And Nia uninstalled Ledger
      And Acme Corp installed the package Ledger of Ledger Labs
      When Nia opens Login Access Policies
      Then Login Access Policies list only
        | support organization | packages | available to             |
        | Ledger Labs          | Ledger   | administrators and users |
        | Quill Inc            | Quill    | administrators and users |
