Feature: Working as a subscriber user
  A LoginAs session is the user's, for all that it opens, and says at every page who is really at work.

  Background:
    Given Nia granted Ledger Labs login access for 1 week
    And Omar granted Ledger Labs login access for 1 week

  @LOGIN-06
  Rule: A logged-in agent has exactly the permissions of the user, and none of the agent's own

    Example: As Omar, Sam has Omar's one permission
      Given Sam is logged in as Omar
      When Sam goes on working in Acme Corp
      Then the session opens only
        | permission  |
        | API Enabled |
      And the session counts as Omar under the profile "Standard Platform User"

    Example: As Nia, Sam has what an administrator has
      Given Sam is logged in as Nia
      When Sam goes on working in Acme Corp
      Then the session opens only
        | permission                   |
        | API Enabled                  |
        | Manage Login Access Policies |
        | Manage Package Licenses      |
        | Manage Users                 |
        | Modify All Data              |
        | View All Data                |
        | View Setup and Configuration |

    Example: A permission set of Omar's opens its page to Sam as well
      Given Omar holds "View Setup and Configuration" by permission set
      And Sam is logged in as Omar
      When Sam opens the Session Settings of Acme Corp
      Then Sam is let in under POWER-08

    Example: What Omar may not open stays closed
      Given Sam is logged in as Omar
      When Sam opens the Session Settings of Acme Corp
      Then Sam is refused under POWER-08 because "omar@acme.example lacks View Setup and Configuration, which it takes to open Session Settings"

    Example: In Ledger Labs, Sam keeps the own permissions
      Given Sam is logged in as Omar
      When Sam goes on working in Ledger Labs
      Then the session opens only
        | permission                  |
        | API Enabled                 |
        | Log in to Subscriber Org    |
        | View and Debug Managed Apex |

  @LOGIN-19
  Rule: A banner names the user the agent is logged in as and offers the logout

    Example: Sam works as Nia
      Given Sam is logged in as Nia
      When Sam goes on working in Acme Corp
      Then the banner says that Nia of Acme Corp is at work on behalf of Ledger Labs

    Example: Nia works as herself
      When Nia goes on working in Acme Corp
      Then there is no banner

  @LOGIN-21
  Rule: One LoginAs session serves pages and API calls alike; there is no separate API login

    Example: Sam's session says what it is good for
      Given Sam is logged in as Nia
      When Sam goes on working in Acme Corp
      Then the session serves pages and the API

    Example: Sam calls the API with the session of the pages
      Given Sam is logged in as Nia
      When Sam calls the API of Acme Corp
      Then the API takes the caller for Nia of Acme Corp
      And the audit log of Acme Corp gains only
        | event         | user | delegate user | page         |
        | login.visited | Nia  | Sam           | call the API |

    Example: The API asks for the user's permission, not for the agent's
      Given the profile of Omar lacks "API Enabled"
      And Sam is logged in as Omar
      When Sam calls the API of Acme Corp
      Then Sam is refused under POWER-08 because "omar@acme.example lacks API Enabled, which it takes to call the API"

    Example: With own credentials Sam reaches no API of Acme Corp
      When Sam logs in to Acme Corp with own credentials
      Then Sam is refused under GRANT-01
