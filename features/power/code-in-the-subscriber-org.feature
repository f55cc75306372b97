Feature: Pages of Apex code in the subscriber org
  The page of a class opens to everybody with Setup, whoever's class it is. What it shows is another matter.

  @POWER-10
  Rule: For everyone else managed code is obfuscated, but for the signatures of global members

    @wire
    Example: A global class keeps the signatures of its global members
      When Nia opens the page of InvoiceService
      Then Nia sees of it only
        """
        global with sharing class InvoiceService {
            global class InvoiceException extends Exception {
            }
            global static Decimal total(List<Decimal> quantities, List<Decimal> unitPrices);
            global static void post(Id invoiceId);
        }
        """
      And the audit log of Acme Corp gains nothing

    @wire
    Example: Of a public class nothing is left
      When Nia opens the page of RoundingService
      Then Nia sees of it only
        """
        (hidden)
        """

    @wire
    Example: Of a trigger nothing is left
      When Nia opens the page of InvoiceTrigger
      Then Nia sees of it only
        """
        (hidden)
        """

    Example: To another publisher's agent it looks the same as to the customer
      Given Nia granted Ledger Labs login access for 1 week
      And Sam is logged in as Nia
      When Sam opens the page of QuoteService
      Then Sam sees of it only
        """
        global with sharing class QuoteService {
            global static String render(String customer, Decimal total);
        }
        """
      And the audit log of Acme Corp gains only
        | event         | user | delegate user | page                          |
        | login.visited | Nia  | Sam           | open an Apex class or trigger |

    Example: To the engineer of its own publisher nothing is obfuscated
      Given Nia granted Ledger Labs login access for 1 week
      And Sam is logged in as Nia
      When Sam opens the page of InvoiceService
      Then Sam sees the whole source of InvoiceService
      And the audit log of Acme Corp gains only
        | event             | user | delegate user | name           |
        | power.code-viewed | Nia  | Sam           | InvoiceService |

    @wire
    Example: The customer's own class is shown as it is
      When Nia opens the page of InvoiceReminder
      Then Nia sees the whole source of InvoiceReminder

  @POWER-11
  Rule: Managed code is read-only in the subscriber org

    Example: Not even its publisher can change it there
      Given Nia granted Ledger Labs login access for 1 week
      And Sam is logged in as Nia
      When Sam saves RoundingService as
        """
        public class RoundingService {}
        """
      Then Sam is refused under POWER-11 because "Apex class RoundingService belongs to the managed package Ledger and is read-only in Acme Corp"
      And the audit log of Acme Corp gains only
        | event         | user | delegate user | target                     |
        | power.refused | Nia  | Sam           | Apex class RoundingService |

    Example: The customer cannot change it either
      When Nia saves RoundingService as
        """
        public class RoundingService {}
        """
      Then Nia is refused under POWER-11

    Example: The customer changes own code
      When Nia saves InvoiceReminder as
        """
        public class InvoiceReminder {}
        """
      Then Nia is let in under POWER-08
      And the audit log of Acme Corp gains only
        | event              | user | delegate user | name            |
        | power.code-changed | Nia  |               | InvoiceReminder |
      And the code of InvoiceReminder in Acme Corp reads
        """
        public class InvoiceReminder {}
        """

  @POWER-08
  Rule: A page opens only to a user with its permission, and LoginAs widens nothing

    Background:
      Given Omar granted Ledger Labs login access for 1 week

    @wire
    Scenario Outline: <who> without <permission> <act>
      Given Sam is logged in as Omar
      When <who> <act>
      Then <who> is refused under POWER-08 because "omar@acme.example lacks <permission>, which it takes to <name>"

      Examples: the user
        | who  | permission                   | act                   | name                 |
        | Omar | View All Data                | opens Debug Logs      | open Debug Logs      |
        | Omar | View Setup and Configuration | lists the Apex code   | open Apex Classes    |
        | Omar | View Setup and Configuration | opens Custom Settings | open Custom Settings |

      Examples: an agent logged in as the user
        | who | permission                   | act                               | name                  |
        | Sam | View All Data                | opens Debug Logs                  | open Debug Logs       |
        | Sam | View Setup and Configuration | views the code of RoundingService | view Apex source      |
        | Sam | View Setup and Configuration | reads the setting "Rounding"      | read a custom setting |

    Example: What the user may open, the agent may open
      Given Omar holds "View All Data" by permission set
      And Sam is logged in as Omar
      When Sam opens Debug Logs
      Then Sam is let in under POWER-08

    Example: A refused page is on record, with who was at the keyboard
      Given Sam is logged in as Omar
      When Sam opens Debug Logs
      Then Sam is refused under POWER-08
      And the audit log of Acme Corp gains only
        | event         | user | delegate user | act             |
        | power.refused | Omar | Sam           | open Debug Logs |
