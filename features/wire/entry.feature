Feature: Ways in
  What clients send to get a session and to use it, and what they are told, to the letter.

  Background:
    Given Acme Corp has the connected app "Portal" with the key "portal-key" and the secret "portal-secret"

  Example: Tokens for a username and a password
    When a client asks for tokens with
      | grant_type    | password         |
      | username      | nia@acme.example |
      | password      | understudy       |
      | client_id     | portal-key       |
      | client_secret | portal-secret    |
      | scope         | api              |
    Then the client is answered 200 with
      | token_type   | Bearer           |
      | instance_url | http://localhost |
      | scope        | api              |
    And the audit log of Acme Corp gains only
      | event           | user |
      | session.started | Nia  |

  Scenario Outline: No tokens with <what>
    When a client asks for tokens with
      | grant_type    | <grant type>     |
      | username      | nia@acme.example |
      | password      | <password>       |
      | client_id     | <client>         |
      | client_secret | <secret>         |
    Then the client is answered 400 with
      | error             | <error>       |
      | error_description | <description> |

    Examples: of the client
      | what                  | grant type | password   | client     | secret        | error                  | description                |
      | another type of grant | device     | understudy | portal-key | portal-secret | unsupported_grant_type | grant type not supported   |
      | an unknown app        | password   | understudy | nobody     | portal-secret | invalid_client_id      | client identifier invalid  |
      | another secret        | password   | understudy | portal-key | guessed       | invalid_client         | invalid client credentials |

    Examples: of the user
      | what             | grant type | password | client     | secret        | error         | description            |
      | another password | password   | wrong    | portal-key | portal-secret | invalid_grant | authentication failure |

  Scenario Outline: Nobody is sent to an address that is not the app's, <what>
    When a browser asks to authorize with
      | response_type | code       |
      | client_id     | <client>   |
      | redirect_uri  | <callback> |
    Then the client is answered 400 and the text "<error>"
    And the client is sent nowhere

    Examples:
      | what              | client     | callback                             | error                     |
      | another's         | portal-key | https://evil.example/callback        | redirect_uri_mismatch     |
      | one below         | portal-key | https://portal.example/callback/more | redirect_uri_mismatch     |
      | of an unknown app | nobody     | https://portal.example/callback      | client identifier invalid |

  Scenario Outline: The session id of an agent is the user's to the APIs of the org, and nowhere else: <address>
    Given Nia granted Ledger Labs login access for 1 week
    And Sam is logged in as Nia
    When a client sends the session id of Sam to "<address>"
    Then the client is answered <status> and the text "<text>"

    Examples: in the org
      | address                                        | status | text             |
      | /services/oauth2/userinfo                      |    200 | nia@acme.example |
      | http://acme.localhost/services/oauth2/userinfo |    200 | nia@acme.example |
      | http://acme.localhost/services/data/v66.0      |    200 | identity         |

    Examples: at the host of another org
      | address                                          | status | text                       |
      | http://globex.localhost/services/oauth2/userinfo |    403 | Bad_OAuth_Token            |
      | http://globex.localhost/services/data/v66.0      |    401 | Session expired or invalid |

    Examples: what would be OAuth access or single sign-on
      | address                       | status | text                            |
      | /services/oauth2/singleaccess |    403 | cannot authorize single sign-on |

  Example: It ends with the login access
    Given Nia granted Ledger Labs login access for 1 week
    And Sam is logged in as Nia
    And Nia took login access back from Ledger Labs
    When a client sends the session id of Sam to "/services/data/v66.0"
    Then the client is answered 403 and the text "the login access this session rests on has ended"
    And the audit log of Acme Corp gains only
      | event       | user | delegate user | rule     |
      | login.ended | Nia  | Sam           | LOGIN-17 |
