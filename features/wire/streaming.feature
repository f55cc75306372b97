Feature: The Streaming API
  Whoever holds a session of an org can listen to what happens there: in the Bayeux protocol, at /cometd.

  Background:
    Given Acme Corp has the platform event "Order_Placed__e"

  Example: A platform event is heard by whoever listens, and is on record
    Given Nia listens to "/event/Order_Placed__e"
    When Omar publishes "Order_Placed__e" with the number "4711"
    Then Nia hears of the orders "4711"
    And the audit log of Acme Corp gains only
      | event                 | user | sobject         |
      | power.event-published | Omar | Order_Placed__e |

  Example: Events from before somebody listened are heard by whoever asks for all that is kept
    Given Omar published "Order_Placed__e" with the number "4711"
    And Omar published "Order_Placed__e" with the number "4712"
    When Nia subscribes to "/event/Order_Placed__e" from -2 on
    Then Nia hears of the orders "4711, 4712"

  Example: Who asks for what is new hears nothing of them
    Given Omar published "Order_Placed__e" with the number "4711"
    When Nia subscribes to "/event/Order_Placed__e" from -1 on
    Then Nia hears of the orders ""

  Example: What an agent publishes and listens to is on record with who was at the keyboard
    Given Nia granted Ledger Labs login access for 1 week
    And Sam is logged in as Nia
    And Nia listens to "/event/Order_Placed__e"
    When Sam publishes "Order_Placed__e" with the number "4711"
    Then Nia hears of the orders "4711"
    And the audit log of Acme Corp gains only
      | event                 | user | delegate user | sobject         |
      | power.event-published | Nia  | Sam           | Order_Placed__e |

  Example: A subscription in a LoginAs session is on record
    Given Nia granted Ledger Labs login access for 1 week
    And Sam is logged in as Nia
    When Sam subscribes to "/systemTopic/Logging" from -1 on
    Then Sam is answered ""
    And the audit log of Acme Corp gains only
      | event         | user | delegate user | page                              |
      | login.visited | Nia  | Sam           | open a stream                     |
      | login.visited | Nia  | Sam           | subscribe to /systemTopic/Logging |

  @wire
  Example: The customer hears of the logs of its own users
    Given Nia made the debug level "Everything" with
      | APEX_CODE | FINEST |
    And Nia set a trace flag on Omar at "Everything"
    And Nia listens to "/systemTopic/Logging"
    When Omar creates invoice "4712"
    Then Nia hears of 1 debug log

  @wire
  Example: The log that an agent makes is heard of by nobody at the customer
    Given Nia made the debug level "Everything" with
      | APEX_CODE | FINEST |
    And Nia granted Ledger Labs login access for 1 week
    And Sam is logged in as Nia
    And Sam set a trace flag on Nia at "Everything"
    And Nia listens to "/systemTopic/Logging"
    When Sam creates invoice "4712"
    Then Nia hears of 0 debug logs

  Scenario Outline: <who> may not listen to <channel>
    When <who> subscribes to "<channel>" from -1 on
    Then <who> is answered "<error>"
    And the audit log of Acme Corp gains only
      | event   | user  | rule   |
      | <event> | <who> | <rule> |

    Examples: what a rule keeps from a user is refused, and on record
      | who  | channel                    | event         | rule     | error                                       |
      | Omar | /systemTopic/Logging       | log.refused   | LOG-03   | 403:denied_by_security_policy:create_denied |
      | Nia  | /event/LoginAsEventStream  | trace.refused | TRACE-21 | 403:denied_by_security_policy:create_denied |

  Scenario Outline: There is no channel <channel>
    When Nia subscribes to "<channel>" from -1 on
    Then Nia is answered "<error>"
    And the audit log of Acme Corp gains nothing

    Examples: what is not there, or not simulated
      | channel                  | error                                                                                    |
      | /event/Invoice_Lost__e   | 404::The channel you requested to subscribe to does not exist {/event/Invoice_Lost__e}   |
      | /topic/Invoices          | 404::The channel you requested to subscribe to does not exist {/topic/Invoices}          |
      | /data/AccountChangeEvent | 501::Change Data Capture is not simulated {/data/AccountChangeEvent}                     |

  Example: Whoever is logged out hears no more
    Given Nia listens to "/event/Order_Placed__e"
    And Omar published "Order_Placed__e" with the number "4711"
    When the session that Nia listens in ends
    Then Nia is turned away with "401::Authentication invalid"
