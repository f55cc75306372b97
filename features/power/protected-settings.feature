Feature: Protected custom settings
  A package keeps settings in the subscriber's org that only its publisher sees and changes.

  Background:
    Given Nia granted Ledger Labs login access for 1 week

  @POWER-04
  Rule: Protected data in custom settings can be viewed and edited with login access, and not by the customer

    Example: The agent reads it, and that is on record
      Given Sam is logged in as Nia
      When Sam reads the setting "Rounding"
      Then Sam is let in under POWER-04
      And Sam sees the records
        | owner        | Mode__c |
        | Organization | HALF_UP |
      And the audit log of Acme Corp gains only
        | event                        | user | delegate user | setting           | records |
        | power.protected-setting-read | Nia  | Sam           | ledg__Rounding__c |       1 |

    @wire
    Example: The agent edits it, and the record says what was there before
      Given Sam is logged in as Nia
      When Sam sets Mode__c of the setting "Rounding" to "HALF_EVEN"
      Then Sam is let in under POWER-04
      And the audit log of Acme Corp gains only
        | event                           | user | delegate user | before                | after                   |
        | power.protected-setting-changed | Nia  | Sam           | {"Mode__c":"HALF_UP"} | {"Mode__c":"HALF_EVEN"} |
      And the setting "Rounding" of Acme Corp holds
        | owner        | Mode__c   |
        | Organization | HALF_EVEN |

    @wire
    Example: The customer is told that the agent edited it, and not what it holds
      Given Sam is logged in as Nia
      And Sam set Mode__c of the setting "Rounding" to "HALF_EVEN"
      When Nia reads what was done in the org
      Then "power.protected-setting-changed" is told, and "HALF_EVEN" is not

    @wire
    Example: The administrator of the customer cannot read it
      When Nia reads the setting "Rounding"
      Then Nia is refused under POWER-04 because "custom setting ledg__Rounding__c is protected by the managed package Ledger and hidden from Acme Corp"
      And the audit log of Acme Corp gains only
        | event         | user | delegate user | act                   | target                           |
        | power.refused | Nia  |               | read a custom setting | custom setting ledg__Rounding__c |

    @wire
    Example: The administrator of the customer cannot edit it
      When Nia sets Mode__c of the setting "Rounding" to "DOWN"
      Then Nia is refused under POWER-04
      And the setting "Rounding" of Acme Corp holds
        | owner        | Mode__c |
        | Organization | HALF_UP |

    @wire
    Example: A setting that nobody protects is the customer's to use
      When Nia sets Days__c of the setting "Reminder" to "7"
      Then Nia is let in under POWER-08
      And the audit log of Acme Corp gains only
        | event                 | user | delegate user | before           | after           |
        | power.setting-changed | Nia  |               | {"Days__c":"14"} | {"Days__c":"7"} |

    @wire
    Example: A field that the setting does not have
      Given Sam is logged in as Nia
      When Sam sets Days__c of the setting "Rounding" to "7"
      Then Sam is told 'Rounding has no field "Days__c"; it has Mode__c'
      And the audit log of Acme Corp gains only
        | event         | user | delegate user | page                              | fault         |
        | login.visited | Nia  | Sam           | edit a record of a custom setting | INVALID_FIELD |

    @wire
    Example: The user's own mistakes need no record
      When Nia sets Mode__c of the setting "Reminder" to "7"
      Then Nia is told 'Reminder has no field "Mode__c"; it has Days__c'
      And the audit log of Acme Corp gains nothing

  @POWER-12
  Rule: A protected custom setting of a managed package is left out of the customer's list, and opens to its own publisher

    Example: The customer's list
      When Nia opens Custom Settings
      Then the custom settings listed are "Reminder"

    Example: The list of the publisher's agent
      Given Sam is logged in as Nia
      When Sam opens Custom Settings
      Then the custom settings listed are "Reminder, Rounding"
      And the audit log of Acme Corp gains only
        | event         | user | delegate user | page                 |
        | login.visited | Nia  | Sam           | open Custom Settings |

    Example: The list of another publisher's agent
      Given Nia granted Quill Inc login access for 1 week
      And Quentin is logged in as Nia
      When Quentin opens Custom Settings
      Then the custom settings listed are "Reminder, Discount"

    Example: An administrator logged in as an own user sees the customer's list
      Given Nia turned the any-user switch on
      And Omar holds "View Setup and Configuration" by permission set
      And Nia is logged in as the own user Omar
      When Nia opens Custom Settings
      Then the custom settings listed are "Reminder"

  @POWER-13
  Rule: Protected setting records can be created, edited and deleted; protected custom metadata stays closed

    Background:
      Given Sam is logged in as Nia

    @wire
    Example: Creating a record
      When Sam adds a record of the setting "Rounding" for "nia@acme.example" with Mode__c "DOWN"
      Then Sam is let in under POWER-04
      And the audit log of Acme Corp gains only
        | event                           | user | delegate user | before | after              |
        | power.protected-setting-changed | Nia  | Sam           |        | {"Mode__c":"DOWN"} |
      And the setting "Rounding" of Acme Corp holds
        | owner            | Mode__c |
        | Organization     | HALF_UP |
        | nia@acme.example | DOWN    |

    @wire
    Example: Deleting a record
      When Sam deletes the record of the setting "Rounding"
      Then Sam is let in under POWER-04
      And the audit log of Acme Corp gains only
        | event                           | user | delegate user | before                | after |
        | power.protected-setting-changed | Nia  | Sam           | {"Mode__c":"HALF_UP"} |       |
      And the setting "Rounding" of Acme Corp holds
        | owner | Mode__c |

    @wire
    Example: One record an owner
      When Sam adds a record of the setting "Rounding" for "Organization" with Mode__c "DOWN"
      Then Sam is told 'Rounding has a record of "Organization" already; edit that one'

    Example: Records of nobody
      When Sam adds a record of the setting "Rounding" for "nobody@acme.example" with Mode__c "DOWN"
      Then Sam is told '"nobody@acme.example" owns no settings; name Organization, a profile or a username'

    Scenario Outline: Protected custom metadata: <act>
      When Sam <act>
      Then Sam is refused under POWER-13 because "custom metadata type ledg__Tax_Rule__mdt is protected custom metadata"
      And the setting "Tax Rule" of Acme Corp holds
        | owner        | Rate__c |
        | Organization |    0.19 |

      Examples:
        | act                                                                                |
        | reads the setting "Tax Rule"                                                       |
        | sets Rate__c of the setting "Tax Rule" to "0.07"                                   |
        | adds a record of the setting "Tax Rule" for "nia@acme.example" with Rate__c "0.07" |
        | deletes the record of the setting "Tax Rule"                                       |
