"""The control connection of a subject (chapter 12), for any node in Python: what it is about, a subject does."""

import asyncio
import base64
import hmac
import json
import secrets
import sys
import traceback
from http import HTTPStatus

import websockets


class Refused(Exception):
    pass


class Requests:
    """Answers requests, one after the other. A subject has an `identity`, and `start(setting)` makes what acts:
    `frame(sender, content)`, `device(content)`, `wish(wish)` and `advance(to)`, and `reaction()` for what came of them."""

    def __init__(self, subject):
        self.subject, self.node = subject, None

    def answer(self, message):
        number = None
        try:
            number, result = self.result(message)
            return {'id': number, 'result': result}
        except Refused as error:
            number, code, why = error.args
            return {'id': number, 'error': {'code': code, 'message': why}}

    def result(self, message):
        try:
            request = json.loads(message if isinstance(message, str) else '')
        except ValueError:
            raise Refused(None, 'malformed', 'no JSON')
        number = request.get('id') if isinstance(request, dict) else None
        if not isinstance(number, int) or not isinstance(request.get('verb'), str):
            raise Refused(number if isinstance(number, int) else None, 'malformed', 'a request has an id and a verb')
        verb = request['verb']
        if verb in ('hello', 'shutdown'):
            return number, self.subject.identity if verb == 'hello' else {}
        if verb not in ('start', 'input', 'advance'):
            raise Refused(number, 'unsupported', f'there is no verb {verb}')
        try:
            act = self.read(verb, request)
        except (KeyError, TypeError, ValueError) as error:
            raise Refused(number, 'malformed', repr(error))
        if verb != 'start' and self.node is None:
            raise Refused(number, 'unstarted', 'the node has not been started')
        try:
            act()
        except Exception as error:
            traceback.print_exc()
            raise Refused(number, 'failed', repr(error)) from error
        return number, self.node.reaction()

    def read(self, verb, request):
        """What a request asks for, read whole before anything of it is done."""
        if verb == 'start':
            setting = request['setting']
            node = self.subject.start({**setting, 'hardware': content(setting['hardware'])})
            return lambda: setattr(self, 'node', node)
        at = request['at' if verb == 'input' else 'to']
        if type(at) is not int:
            raise ValueError('a time is an integer')
        if verb == 'advance':
            return lambda: self.node.advance(at)
        given = request['input']
        kind = given['type']
        if kind == 'frame':
            told = given['from'], content(given['bytes'])
        elif kind == 'device':
            told = (content(given['bytes']),)
        elif kind == 'wish' and given['wish']['type'] in ('create', 'cancel', 'release'):
            told = (given['wish'],)
        else:
            raise ValueError(kind)

        def act():
            self.node.advance(at)
            getattr(self.node, kind)(*told)

        return act


def content(text):
    return base64.b64decode(text, validate=True)


async def serve(subject):
    """Until the one tester has left."""
    token, requests, left = secrets.token_urlsafe(32), Requests(subject), asyncio.get_running_loop().create_future()
    taken = []

    async def admit(path, headers):
        given = headers.get('Authorization', '')
        if not hmac.compare_digest(given.encode(), f'Bearer {token}'.encode()):
            return HTTPStatus.UNAUTHORIZED, [], b''
        if taken:
            return HTTPStatus.CONFLICT, [], b''
        taken.append(path)

    async def listen(connection):
        try:
            async for message in connection:
                answer = requests.answer(message)
                await connection.send(json.dumps(answer))
                if answer.get('result') == {}:
                    break
        except websockets.ConnectionClosed:
            pass  # However it ends (HAR-007).
        finally:
            if not left.done():
                left.set_result(None)

    async with websockets.serve(listen, '127.0.0.1', 0, process_request=admit, compression=None) as server:
        port = server.sockets[0].getsockname()[1]
        print(json.dumps({'ready': True, 'control': f'ws://127.0.0.1:{port}/', 'token': token}), flush=True)
        await left


def run(subject):
    if sys.argv[1:] != ['--test-control']:
        sys.exit('This node does nothing without a tester: start it with --test-control.')
    asyncio.run(serve(subject))
