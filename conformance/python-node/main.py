"""A node under test (chapter 12), in Python, of Debian's python3 and python3-websockets alone."""

import asyncio
import base64
import hmac
import json
import secrets
import sys
import traceback

import websockets

from node import Node
from wire import WireError, read_one

IDENTITY = {
    'implementation': 'bellwire-python',
    'version': '0.1.0',
    'specification': '1.0',
    'capabilities': ['LNK.KEEP', 'LNK.MEASURE'],
}


class Refused(Exception):
    pass


class Subject:
    node = None

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
            return number, IDENTITY if verb == 'hello' else {}
        if verb not in ('start', 'input', 'advance'):
            raise Refused(number, 'unsupported', f'there is no verb {verb}')
        try:
            act = self.read(verb, request)
        except (KeyError, TypeError, ValueError, WireError) as error:
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
            setting = dict(request['setting'])
            setting['hardware'] = read_one('DeviceMessage', content(setting['hardware']))[1]['capabilities']
            node = Node(setting)
            return lambda: setattr(self, 'node', node)
        at = request['at' if verb == 'input' else 'to']
        if type(at) is not int:
            raise ValueError('a time is an integer')
        if verb == 'advance':
            return lambda: self.node.clock.run(at)
        given = request['input']
        kind = given['type']
        told = (
            (given['from'], content(given['bytes']))
            if kind == 'frame'
            else (content(given['bytes']),) if kind == 'device' else (given['wish'],)
        )
        if kind not in ('frame', 'device', 'wish') or (
            kind == 'wish' and given['wish']['type'] not in ('create', 'cancel', 'release')
        ):
            raise ValueError(kind)

        def act():
            self.node.clock.run(at)
            getattr(self.node, kind)(*told)

        return act


def content(text):
    return base64.b64decode(text, validate=True)


async def main():
    token, subject, left = secrets.token_urlsafe(32), Subject(), asyncio.get_running_loop().create_future()
    taken = []

    async def admit(path, headers):
        given = headers.get('Authorization', '')
        if not hmac.compare_digest(given.encode(), f'Bearer {token}'.encode()):
            return 401, [], b''
        if taken:
            return 409, [], b''
        taken.append(path)

    async def serve(connection):
        try:
            async for message in connection:
                answer = subject.answer(message)
                await connection.send(json.dumps(answer))
                if answer.get('result') == {}:
                    break
        except websockets.ConnectionClosed:
            pass  # However it ends (HAR-007).
        finally:
            if not left.done():
                left.set_result(None)

    async with websockets.serve(serve, '127.0.0.1', 0, process_request=admit, compression=None) as server:
        port = server.sockets[0].getsockname()[1]
        print(json.dumps({'ready': True, 'control': f'ws://127.0.0.1:{port}/', 'token': token}), flush=True)
        await left


if sys.argv[1:] == ['--test-control']:
    asyncio.run(main())
else:
    sys.exit('This node does nothing without a tester: start it with --test-control.')
