Feature: Login access seen from within a LoginAs session
  An agent logged in as an administrator finds the administrator's pages, those about login access among them.

  Background:
    Given Nia granted Ledger Labs login access for 1 day
    And Sam is logged in as Nia

  @LOGIN-26
  Rule: Within a LoginAs session the grant page works as for the user, and what the agent prolongs is flagged

    Example: Sam prolongs the access Sam works with
      When Sam grants Ledger Labs login access for 1 week
      Then Sam is let in under GRANT-08
      And the audit log of Acme Corp gains only
        | event         | user | delegate user | byAgent |
        | grant.changed | Nia  | Sam           | true    |

    Example: Nia prolongs it herself
      When Nia grants Ledger Labs login access for 1 week
      Then Nia is let in under GRANT-08
      And the audit log of Acme Corp gains only
        | event         | user | delegate user | byAgent |
        | grant.changed | Nia  |               |         |

    Example: Sam opens Login Access Policies as Nia may
      When Sam makes Ledger Labs available to administrators only
      Then Sam is let in under GRANT-19
      And the audit log of Acme Corp gains only
        | event                | user | delegate user | byAgent |
        | grant.policy-changed | Nia  | Sam           | true    |

    Example: With the policy selfProlongation at refuse, Sam gives no access
      Given the policy selfProlongation is refuse
      When Sam grants Ledger Labs login access for 1 week
      Then Sam is refused under LOGIN-26 because "an agent logged in as nia@acme.example may not open login access any further"
      And the audit log of Acme Corp gains only
        | event         | user | delegate user | rule     |
        | grant.refused | Nia  | Sam           | LOGIN-26 |

    Example: Nor does Sam change the policies then
      Given the policy selfProlongation is refuse
      When Sam makes Ledger Labs available to administrators only
      Then Sam is refused under LOGIN-26

    Example: Closing the door behind oneself is no prolongation
      Given the policy selfProlongation is refuse
      When Sam takes login access back from Ledger Labs
      Then Sam is let in under GRANT-07
      And the audit log of Acme Corp gains only
        | event         | user | delegate user | byAgent |
        | grant.revoked | Nia  | Sam           | true    |

    Example: The policy says nothing of Nia herself
      Given the policy selfProlongation is refuse
      When Nia grants Ledger Labs login access for 1 week
      Then Nia is let in under GRANT-08
