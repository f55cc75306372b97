Feature: The Setup Audit Trail
  What was changed in Setup stands in the subscriber's own trail, also when an agent changed it in a user's name.

  Background:
    Given Nia granted Ledger Labs login access for 1 week

  @TRACE-01
  Rule: Every Setup change made in a LoginAs session is in the subscriber's Setup Audit Trail

    Example: The login and a change, newest first
      Given Sam is logged in as Nia
      And Sam turned the any-user switch on
      When Nia reads the Setup Audit Trail
      Then the rows are only
        | Action                        | Section      | Display                                                                                                             | CreatedBy        | DelegateUser           | CreatedDate      |
        | overridegrantaccessenabledoff | Manage Users | Changed Administrators Can Log in as Any User from off to on                                                        | nia@acme.example | sam@ledgerlabs.example | 2031-03-04 09:00 |
        | suloginaccessused             | Manage Users | Logged in using Login-As access for Nia MacGyver                                                                    | nia@acme.example | sam@ledgerlabs.example | 2031-03-04 09:00 |
        | loginasgrantedtopartnerbt     |              | nia@acme.example has granted user login access through 3/11/2031 to package publisher Ledger Labs (00D5f0000000001) | nia@acme.example |                        | 2031-03-04 09:00 |

    Example: Every row has its own id
      Given Sam is logged in as Nia
      When Nia reads the Setup Audit Trail
      Then every row has an id of its own

    @wire
    Scenario Outline: A change of Setup in a LoginAs session: Sam <change>
      Given Sam is logged in as Nia
      When Sam <change>
      Then the Setup Audit Trail of Acme Corp gains "<action>"

      Examples:
        | change                                              | action                        |
        | turns the any-user switch on                        | overridegrantaccessenabledoff |
        | makes Quill Inc available to administrators only    | supportaccessadmins           |
        | grants Quill Inc login access for 1 day             | loginasgrantedtopartnerbt     |
        | freezes Omar                                        | frozeuser                     |
        | deactivates Omar                                    | deactivateduser               |
        | sets the session timeout of Acme Corp to 30 minutes | changedSessionSettings        |
        | uninstalls Quill                                    | uninstalledPackage            |
        | takes the license for Ledger from Omar              | revokeduserpackagelicense     |
        | logs out of Acme Corp                               | suLogout                      |

    Example: The code of the org
      Given Sam is logged in as Nia
      When Sam saves InvoiceReminder as
        """
        public class InvoiceReminder {}
        """
      Then the Setup Audit Trail of Acme Corp gains "changedApexClass"

    Example: A package that is installed
      Given Ledger Packaging develops the package Reports
      And Lena linked the package Reports of Ledger Packaging
      And Sam is logged in as Nia
      And Sam installed version 1.0.0 of Reports
      When Nia reads the Setup Audit Trail
      Then the rows are only
        | Action                    | ResponsibleNamespacePrefix | DelegateUser           |
        | installedPackage          | reports                    | sam@ledgerlabs.example |
        | suloginaccessused         |                            | sam@ledgerlabs.example |
        | loginasgrantedtopartnerbt |                            |                        |

    @wire
    Example: Debug levels and trace flags, from the first to the last
      Given Sam is logged in as Nia
      And Sam made the debug level "Everything" with
        | APEX_CODE | FINEST |
      And Sam set a trace flag on Omar at "Everything"
      And Sam let the trace flag on Omar last until 11:00 on Tuesday
      And Sam deleted the trace flag on Omar
      When Nia reads the Setup Audit Trail
      Then the rows are only
        | Action                    | Display                                                                                                             | DelegateUser           |
        | deletedTraceFlag          | Deleted a trace flag                                                                                                | sam@ledgerlabs.example |
        | changedTraceFlag          | Changed a trace flag                                                                                                | sam@ledgerlabs.example |
        | addedTraceFlag            | Added a trace flag                                                                                                  | sam@ledgerlabs.example |
        | changedDebugLevel         | Changed debug level Everything                                                                                      | sam@ledgerlabs.example |
        | suloginaccessused         | Logged in using Login-As access for Nia MacGyver                                                                    | sam@ledgerlabs.example |
        | loginasgrantedtopartnerbt | nia@acme.example has granted user login access through 3/11/2031 to package publisher Ledger Labs (00D5f0000000001) |                        |

    @wire
    Example: A seat that is taken away and given again, by name
      Given Sam is logged in as Nia
      And Sam took the license for Ledger from Omar
      And Sam assigned Omar a license for Ledger
      When Nia reads the Setup Audit Trail
      Then the rows are only
        | Action                    | Display                                                                                                             | CreatedBy        | DelegateUser           |
        | granteduserpackagelicense | Package license assigned to user Omar Shields                                                                       | nia@acme.example | sam@ledgerlabs.example |
        | revokeduserpackagelicense | Package license removed from user Omar Shields                                                                      | nia@acme.example | sam@ledgerlabs.example |
        | suloginaccessused         | Logged in using Login-As access for Nia MacGyver                                                                    | nia@acme.example | sam@ledgerlabs.example |
        | loginasgrantedtopartnerbt | nia@acme.example has granted user login access through 3/11/2031 to package publisher Ledger Labs (00D5f0000000001) | nia@acme.example |                        |

    Example: What is saved at once is a row each
      Given Sam is logged in as Nia
      And Sam froze and deactivated Omar
      When Nia reads the Setup Audit Trail
      Then the rows are only
        | Action                    | DelegateUser           |
        | frozeuser                 | sam@ledgerlabs.example |
        | deactivateduser           | sam@ledgerlabs.example |
        | suloginaccessused         | sam@ledgerlabs.example |
        | loginasgrantedtopartnerbt |                        |

    @wire
    Scenario Outline: What is saved as it was changed nothing: Sam <saves>
      Given Omar was frozen
      And Acme Corp ends sessions after 30 minutes of idleness
      And Sam is logged in as Nia
      When Sam <saves>
      Then the audit log of Acme Corp gains only
        | event         | user | delegate user | page   |
        | login.visited | Nia  | Sam           | <page> |
      And the Setup Audit Trail of Acme Corp gains nothing

      Examples:
        | saves                                               | page                    |
        | freezes Omar                                        | change a user           |
        | sets the session timeout of Acme Corp to 30 minutes | change Session Settings |

    @wire
    Scenario Outline: What is data, or the user's own, leaves no row: Sam <act>
      Given Sam is logged in as Nia
      When Sam <act>
      Then the Setup Audit Trail of Acme Corp gains nothing

      Examples:
        | act                                               |
        | deletes the debug log of "InvoiceReminder.remind" |
        | creates invoice "4712"                            |
        | deletes the session of Nia                        |

    Scenario Outline: What only looks like it from outside leaves no row in the subscriber's trail: <who> <act>
      When <who> <act>
      Then the Setup Audit Trail of Acme Corp gains nothing

      Examples:
        | who  | act                                                            |
        | Sam  | switches on the subscriber debug logs of "Ledger" in Acme Corp |
        | Lena | changes the license of Ledger in Acme Corp to 5 seats          |
        | Lena | gives Tess View and Debug Managed Apex by permission set       |

    Scenario Outline: What is only looked at leaves no row: Sam <look>
      Given Sam is logged in as Nia
      When Sam <look>
      Then the Setup Audit Trail of Acme Corp gains nothing

      Examples:
        | look                                    |
        | opens the page of InvoiceReminder       |
        | reads the setting "Rounding"            |
        | opens Custom Settings                   |
        | opens the Session Settings of Acme Corp |
        | reads the Setup Audit Trail             |

    @wire
    Example: What was refused changed nothing
      Given Omar granted Ledger Labs login access for 1 week
      And Sam is logged in as Omar
      When Sam freezes Petra
      Then Sam is refused under POWER-08
      And the Setup Audit Trail of Acme Corp gains nothing

  @TRACE-02
  Rule: A row of the Setup Audit Trail names the user, and the delegate user of a LoginAs session

    Example: The user's own change, and the agent's in the user's name
      Given Nia made Quill Inc available to administrators only
      And Sam is logged in as Nia
      And Sam turned the any-user switch on
      When Nia reads the Setup Audit Trail
      Then the rows are only
        | Action                        | CreatedBy        | DelegateUser           |
        | overridegrantaccessenabledoff | nia@acme.example | sam@ledgerlabs.example |
        | suloginaccessused             | nia@acme.example | sam@ledgerlabs.example |
        | supportaccessadmins           | nia@acme.example |                        |
        | loginasgrantedtopartnerbt     | nia@acme.example |                        |

  @TRACE-29
  Rule: The delegate user of a publisher's login is the agent's own username

    Example: Another agent, another username
      Given Tess is logged in as Nia
      When Nia reads the Setup Audit Trail
      Then the rows are only
        | Action                    | CreatedBy        | DelegateUser            |
        | suloginaccessused         | nia@acme.example | tess@ledgerlabs.example |
        | loginasgrantedtopartnerbt | nia@acme.example |                         |

  @TRACE-03
  Rule: The Setup Audit Trail can be read and counted, and never written, changed or deleted

    @wire
    Example: Counting the rows
      When Nia tries "count()" on the Setup Audit Trail
      Then Nia is let in under TRACE-03
      And the count is 1
      And the audit log of Acme Corp gains nothing

    Scenario Outline: No other aggregate: <aggregate>
      When Nia tries "<aggregate>" on the Setup Audit Trail
      Then Nia is refused under TRACE-03 because "SetupAuditTrail supports no aggregate but count(), and not <aggregate>"

      Examples:
        | aggregate |
        | count(Id) |
        | max       |
        | min       |

    Scenario Outline: Nobody can <write> a row
      When Nia tries "<write>" on the Setup Audit Trail
      Then Nia is refused under TRACE-03 because "nobody can <write> rows of SetupAuditTrail"
      And the audit log of Acme Corp gains only
        | event         | user | act                              |
        | trace.refused | Nia  | <write> on the Setup Audit Trail |

      Examples:
        | write  |
        | create |
        | update |
        | delete |

    Example: An agent cannot either, and that is on record
      Given Sam is logged in as Nia
      When Sam tries "delete" on the Setup Audit Trail
      Then Sam is refused under TRACE-03
      And the audit log of Acme Corp gains only
        | event         | user | delegate user | act                             |
        | trace.refused | Nia  | Sam           | delete on the Setup Audit Trail |

    @wire
    Example: Who may not read it may not count it
      When Omar tries "count()" on the Setup Audit Trail
      Then Omar is refused under TRACE-04

  @TRACE-04
  Rule: The Setup Audit Trail keeps 180 days, its page shows the 20 newest rows, and reading takes View Setup and Configuration

    Example: A minute before 180 days are over
      Given it is 2031-08-31 08:59
      And Nia is logged in with own credentials
      When Nia reads the Setup Audit Trail
      Then Nia is let in under TRACE-04
      And there is 1 row

    @wire
    Example: When 180 days are over
      Given it is 2031-08-31 09:00
      And Nia is logged in with own credentials
      When Nia reads the whole Setup Audit Trail
      Then there are no rows

    @wire
    Example: Nor is it counted any more
      Given it is 2031-08-31 09:00
      And Nia is logged in with own credentials
      When Nia tries "count()" on the Setup Audit Trail
      Then the count is 0

    Example: The page with 20 rows
      Given Nia saved the any-user switch 19 times
      When Nia reads the Setup Audit Trail
      Then there are 20 rows

    Example: The page with the twenty-first
      Given Nia saved the any-user switch 20 times
      When Nia reads the Setup Audit Trail
      Then there are 20 rows

    @wire
    Example: The download has all
      Given Nia saved the any-user switch 20 times
      When Nia reads the whole Setup Audit Trail
      Then there are 21 rows

    Example: A user without the permission
      When Omar reads the Setup Audit Trail
      Then Omar is refused under TRACE-04 because "omar@acme.example lacks View Setup and Configuration, which it takes to read the Setup Audit Trail"
      And the audit log of Acme Corp gains only
        | event         | user | act                        |
        | trace.refused | Omar | read the Setup Audit Trail |

    Example: An agent who reads it in the user's name is on record
      Given Sam is logged in as Nia
      When Sam reads the Setup Audit Trail
      Then Sam is let in under TRACE-04
      And the audit log of Acme Corp gains only
        | event      | user | delegate user | trace             |
        | trace.read | Nia  | Sam           | Setup Audit Trail |
