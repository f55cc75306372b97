Feature: What happens to login access after it was granted
  A grant is asked for conditions when it is given; what changes later leaves it alone, except about the user.

  @GRANT-24
  Rule: Who may grant is asked when the grant page is opened and saved; later changes shorten no running grant

    Scenario Outline: Omar granted a week, and then <what>
      Given Omar granted Ledger Labs login access for 1 week
      And <change>
      When Sam logs in as Omar
      Then Sam is let in under GRANT-03

      Examples: whatever hides the publisher later
        | what                              | change                                                    |
        | the any-user switch was turned on | Nia turned the any-user switch on                         |
        | administrators kept granting      | Nia keeps granting to administrators                      |
        | administrators kept the publisher | Nia made Ledger Labs available to administrators only     |
        | Omar's license was taken away     | Omar lost the license for Ledger                          |
        | the license was suspended         | the license for Ledger in Acme Corp is suspended          |
        | the license became one for all    | the license for Ledger in Acme Corp is for the entire org |

    Example: Nothing happens to the grant when the publisher is hidden
      Given Omar granted Ledger Labs login access for 1 week
      When Nia makes Ledger Labs available to administrators only
      Then the audit log of Acme Corp gains only
        | event                | user | setting      | before | after      |
        | grant.policy-changed | Nia  | Available To | users  | adminsOnly |

    Example: By policy the conditions are asked again at every login
      Given the policy eligibilityRecheckAtLogin is true
      And Omar granted Ledger Labs login access for 1 week
      And Omar lost the license for Ledger
      When Sam logs in as Omar
      Then Sam is refused under GRANT-24 because "login access could not be granted now: omar@acme.example has no license for Ledger"

    Example: By that policy Sam is let in while nothing has changed
      Given the policy eligibilityRecheckAtLogin is true
      And Omar granted Ledger Labs login access for 1 week
      When Sam logs in as Omar
      Then Sam is let in under GRANT-03

    Scenario Outline: By that policy Nia is asked about, who opened Omar's account, and then <what>
      Given the policy eligibilityRecheckAtLogin is true
      And the policy siteLicenceGrantTarget is anyUser
      And Nia granted Quill Inc login access to the account of Omar for 1 week
      And <change>
      When Quentin logs in as Omar
      Then Quentin is <answer> under <rule>

      Examples: what keeps Omar from granting keeps nobody out
        | what                              | change                                              | answer | rule     |
        | his license was taken away        | Omar lost the license for Ledger                    | let in | GRANT-03 |
        | administrators kept the publisher | Nia made Quill Inc available to administrators only | let in | GRANT-03 |

      Examples: what keeps Nia from it does
        | what                      | change                           | answer  | rule     |
        | she manages no users more | Nia no longer holds Manage Users | refused | GRANT-24 |

    Example: The refusal says that it is about Nia
      Given the policy eligibilityRecheckAtLogin is true
      And the policy siteLicenceGrantTarget is anyUser
      And Nia granted Quill Inc login access to the account of Omar for 1 week
      And Nia no longer holds Manage Users
      When Quentin logs in as Omar
      Then Quentin is refused under GRANT-24 because "login access could not be granted now: Quill is licensed to the entire org, and nia@acme.example lacks Manage Users"

    Example: By that policy Nia is asked about, too, who changed what Omar had given
      Given the policy eligibilityRecheckAtLogin is true
      And the policy siteLicenceGrantTarget is anyUser
      And Omar holds "Manage Users" by permission set
      And Omar granted Quill Inc login access for 1 day
      And Nia granted Quill Inc login access to the account of Omar for 1 week
      And Omar no longer holds Manage Users
      When Quentin logs in as Omar
      Then Quentin is let in under GRANT-03

    Example: By that policy Sam is let in again once it is undone
      Given the policy eligibilityRecheckAtLogin is true
      And Omar granted Ledger Labs login access for 1 week
      And Nia made Ledger Labs available to administrators only
      And Nia made Ledger Labs available to administrators and users
      When Sam logs in as Omar
      Then Sam is let in under GRANT-03

  @GRANT-26
  Rule: Nobody logs in as a user who is inactive or frozen, whatever was granted

    Scenario Outline: Omar, who granted a week, <what>
      Given Omar granted Ledger Labs login access for 1 week
      And Omar was <what>
      When Sam logs in as Omar
      Then Sam is refused under GRANT-26 because "omar@acme.example is <state>"
      And the audit log of Acme Corp gains only
        | event         | user | delegate user |
        | login.refused | Omar | Sam           |

      Examples: either way of keeping a user out
        | what        | state    |
        | frozen      | frozen   |
        | deactivated | inactive |

    Example: Omar's grant still runs once he works again
      Given Omar granted Ledger Labs login access for 1 week
      And Omar was frozen
      And Omar was unfrozen
      When Sam logs in as Omar
      Then Sam is let in under GRANT-03

    Example: The org's own administrator is kept out, too
      Given Nia turned the any-user switch on
      And Omar was frozen
      When Nia clicks Login next to Omar in Setup
      Then Nia is refused under GRANT-26 because "omar@acme.example is frozen"

    Example: Freezing Omar keeps Sam from nobody else
      Given Nia granted Ledger Labs login access for 1 week
      And Omar was frozen
      When Sam logs in as Nia
      Then Sam is let in under GRANT-03
