"""A small OpenID provider on this machine: whoever is clicked has signed in."""

import json
import secrets
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit


class Provider(ThreadingHTTPServer):
    """Vouches for ``people``, claims by name, to the client ``page``."""

    daemon_threads = True

    def __init__(self, people):
        from joserfc import jwk

        super().__init__(("127.0.0.1", 0), _Requests)
        self.people = people
        self.codes = {}
        self.key = jwk.RSAKey.generate_key(2048, parameters={"kid": "1", "use": "sig", "alg": "RS256"})

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server_port}"

    def described(self):
        places = {"authorization": "authorize", "token": "token", "userinfo": "userinfo"}
        return {
            "issuer": self.address,
            "jwks_uri": f"{self.address}/jwks",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            **{f"{name}_endpoint": f"{self.address}/{place}" for name, place in places.items()},
        }

    def tokens(self, code):
        from joserfc import jwt

        name, nonce = self.codes.pop(code)
        now = int(time.time())
        claims = {"iss": self.address, "aud": "page", "iat": now, "exp": now + 3_600, **self.people[name]}
        claims |= {"nonce": nonce} if nonce else {}
        signed = jwt.encode({"alg": "RS256", "kid": "1"}, claims, self.key)
        return {"access_token": "x", "token_type": "Bearer", "expires_in": 3_600, "id_token": signed}


class _Requests(BaseHTTPRequestHandler):
    def log_message(self, *args):
        pass

    def do_GET(self):
        asked = urlsplit(self.path)
        given = dict((name, values[0]) for name, values in parse_qs(asked.query).items())
        if asked.path == "/.well-known/openid-configuration":
            self._json(self.server.described())
        elif asked.path == "/jwks":
            self._json({"keys": [self.server.key.as_dict(private=False)]})
        elif "who" in given:
            code = secrets.token_hex(8)
            self.server.codes[code] = (given["who"], given.get("nonce"))
            back = urlencode({"code": code, "state": given["state"]})
            self._sent(302, b"", ("Location", f"{given['redirect_uri']}?{back}"))
        else:
            links = "".join(f"<a href='{self.path}&who={name}'>{name}</a> " for name in self.server.people)
            self._sent(200, links.encode(), ("Content-Type", "text/html"))

    def do_POST(self):
        body = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self._json(self.server.tokens(body["code"][0]))

    def _json(self, told):
        self._sent(200, json.dumps(told).encode(), ("Content-Type", "application/json"))

    def _sent(self, status, body, header):
        self.send_response(status)
        self.send_header(*header)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
