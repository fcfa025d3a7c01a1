// Generated from spec/wire by scripts/generate.js. Do not edit.
/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "protobufjs/minimal.js";

const $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error;

const $root = $protobuf.roots["bellwire.v1"] || ($protobuf.roots["bellwire.v1"] = {});

export const bellwire = $root.bellwire = (() => {

    const bellwire = {};

    bellwire.v1 = (function() {

        const v1 = {};

        v1.Frame = (function() {

            const Frame = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            Frame.prototype.gen = null;
            Frame.prototype.reply = null;
            Frame.prototype.keepalive = null;
            Frame.prototype.sync = null;
            Frame.prototype.syncReply = null;
            Frame.prototype.released = null;
            Frame.prototype.expire = null;
            Frame.prototype.expireAck = null;
            Frame.prototype.testResults = null;
            Frame.prototype.more = null;
            Frame.prototype.add = null;
            Frame.prototype.addAck = null;
            Frame.prototype.addRej = null;
            Frame.prototype.cancel = null;
            Frame.prototype.end = null;
            Frame.prototype.endAck = null;
            Frame.prototype.hello = null;
            Frame.prototype.open = null;
            Frame.prototype.openAck = null;
            Frame.prototype.linkState = null;
            Frame.prototype.maintenance = null;
            Frame.prototype.maintenanceAck = null;
            Frame.prototype.slotRequest = null;
            Frame.prototype.slotGrant = null;
            Frame.prototype.schedule = null;
            Frame.prototype.scheduleAck = null;
            Frame.prototype.track = null;
            Frame.prototype.neighbour = null;
            Frame.prototype.pairExpire = null;
            Frame.prototype.credit = null;
            Frame.prototype.advertisement = null;
            Frame.prototype.path = null;
            Frame.prototype.resv = null;
            Frame.prototype.resvConf = null;
            Frame.prototype.tear = null;
            Frame.prototype.circuitErr = null;
            Frame.prototype.forward = null;
            Frame.prototype.complete = null;
            Frame.prototype.reach = null;
            Frame.prototype.settle = null;
            Frame.prototype.settled = null;
            Frame.prototype.distil = null;
            Frame.prototype.distilled = null;
            Frame.prototype.stageExpire = null;
            Frame.prototype.ask = null;
            Frame.prototype.answer = null;
            Frame.prototype.correction = null;
            Frame.prototype.correctionAck = null;
            Frame.prototype.keyBlock = null;
            Frame.prototype.keyReserve = null;
            Frame.prototype.keyReserved = null;
            Frame.prototype.keyRefused = null;
            Frame.prototype.keyTaken = null;
            Frame.prototype.keyBurn = null;
            Frame.prototype.keyNoted = null;

            let $oneOfFields;

            $Object.defineProperty(Frame.prototype, "message", {
                get: $util.oneOfGetter($oneOfFields = ["gen", "reply", "keepalive", "sync", "syncReply", "released", "expire", "expireAck", "testResults", "more", "add", "addAck", "addRej", "cancel", "end", "endAck", "hello", "open", "openAck", "linkState", "maintenance", "maintenanceAck", "slotRequest", "slotGrant", "schedule", "scheduleAck", "track", "neighbour", "pairExpire", "credit", "advertisement", "path", "resv", "resvConf", "tear", "circuitErr", "forward", "complete", "reach", "settle", "settled", "distil", "distilled", "stageExpire", "ask", "answer", "correction", "correctionAck", "keyBlock", "keyReserve", "keyReserved", "keyRefused", "keyTaken", "keyBurn", "keyNoted"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            Frame.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.gen != null && $Object.hasOwnProperty.call(message, "gen"))
                    $root.bellwire.v1.Gen.encode(message.gen, writer.uint32(10).fork(), _depth + 1).ldelim();
                if (message.reply != null && $Object.hasOwnProperty.call(message, "reply"))
                    $root.bellwire.v1.Reply.encode(message.reply, writer.uint32(18).fork(), _depth + 1).ldelim();
                if (message.keepalive != null && $Object.hasOwnProperty.call(message, "keepalive"))
                    $root.bellwire.v1.KeepAlive.encode(message.keepalive, writer.uint32(26).fork(), _depth + 1).ldelim();
                if (message.sync != null && $Object.hasOwnProperty.call(message, "sync"))
                    $root.bellwire.v1.Sync.encode(message.sync, writer.uint32(34).fork(), _depth + 1).ldelim();
                if (message.syncReply != null && $Object.hasOwnProperty.call(message, "syncReply"))
                    $root.bellwire.v1.SyncReply.encode(message.syncReply, writer.uint32(42).fork(), _depth + 1).ldelim();
                if (message.released != null && $Object.hasOwnProperty.call(message, "released"))
                    $root.bellwire.v1.Released.encode(message.released, writer.uint32(50).fork(), _depth + 1).ldelim();
                if (message.expire != null && $Object.hasOwnProperty.call(message, "expire"))
                    $root.bellwire.v1.Expire.encode(message.expire, writer.uint32(58).fork(), _depth + 1).ldelim();
                if (message.expireAck != null && $Object.hasOwnProperty.call(message, "expireAck"))
                    $root.bellwire.v1.ExpireAck.encode(message.expireAck, writer.uint32(66).fork(), _depth + 1).ldelim();
                if (message.testResults != null && $Object.hasOwnProperty.call(message, "testResults"))
                    $root.bellwire.v1.TestResults.encode(message.testResults, writer.uint32(74).fork(), _depth + 1).ldelim();
                if (message.track != null && $Object.hasOwnProperty.call(message, "track"))
                    $root.bellwire.v1.Track.encode(message.track, writer.uint32(82).fork(), _depth + 1).ldelim();
                if (message.neighbour != null && $Object.hasOwnProperty.call(message, "neighbour"))
                    $root.bellwire.v1.Neighbour.encode(message.neighbour, writer.uint32(90).fork(), _depth + 1).ldelim();
                if (message.pairExpire != null && $Object.hasOwnProperty.call(message, "pairExpire"))
                    $root.bellwire.v1.PairExpire.encode(message.pairExpire, writer.uint32(98).fork(), _depth + 1).ldelim();
                if (message.credit != null && $Object.hasOwnProperty.call(message, "credit"))
                    $root.bellwire.v1.Credit.encode(message.credit, writer.uint32(106).fork(), _depth + 1).ldelim();
                if (message.more != null && $Object.hasOwnProperty.call(message, "more"))
                    $root.bellwire.v1.More.encode(message.more, writer.uint32(114).fork(), _depth + 1).ldelim();
                if (message.add != null && $Object.hasOwnProperty.call(message, "add"))
                    $root.bellwire.v1.Add.encode(message.add, writer.uint32(130).fork(), _depth + 1).ldelim();
                if (message.addAck != null && $Object.hasOwnProperty.call(message, "addAck"))
                    $root.bellwire.v1.AddAck.encode(message.addAck, writer.uint32(138).fork(), _depth + 1).ldelim();
                if (message.addRej != null && $Object.hasOwnProperty.call(message, "addRej"))
                    $root.bellwire.v1.AddReject.encode(message.addRej, writer.uint32(146).fork(), _depth + 1).ldelim();
                if (message.cancel != null && $Object.hasOwnProperty.call(message, "cancel"))
                    $root.bellwire.v1.Cancel.encode(message.cancel, writer.uint32(154).fork(), _depth + 1).ldelim();
                if (message.end != null && $Object.hasOwnProperty.call(message, "end"))
                    $root.bellwire.v1.End.encode(message.end, writer.uint32(162).fork(), _depth + 1).ldelim();
                if (message.endAck != null && $Object.hasOwnProperty.call(message, "endAck"))
                    $root.bellwire.v1.EndAck.encode(message.endAck, writer.uint32(170).fork(), _depth + 1).ldelim();
                if (message.hello != null && $Object.hasOwnProperty.call(message, "hello"))
                    $root.bellwire.v1.Hello.encode(message.hello, writer.uint32(258).fork(), _depth + 1).ldelim();
                if (message.open != null && $Object.hasOwnProperty.call(message, "open"))
                    $root.bellwire.v1.Open.encode(message.open, writer.uint32(266).fork(), _depth + 1).ldelim();
                if (message.openAck != null && $Object.hasOwnProperty.call(message, "openAck"))
                    $root.bellwire.v1.OpenAck.encode(message.openAck, writer.uint32(274).fork(), _depth + 1).ldelim();
                if (message.linkState != null && $Object.hasOwnProperty.call(message, "linkState"))
                    $root.bellwire.v1.LinkState.encode(message.linkState, writer.uint32(282).fork(), _depth + 1).ldelim();
                if (message.maintenance != null && $Object.hasOwnProperty.call(message, "maintenance"))
                    $root.bellwire.v1.Maintenance.encode(message.maintenance, writer.uint32(290).fork(), _depth + 1).ldelim();
                if (message.maintenanceAck != null && $Object.hasOwnProperty.call(message, "maintenanceAck"))
                    $root.bellwire.v1.MaintenanceAck.encode(message.maintenanceAck, writer.uint32(298).fork(), _depth + 1).ldelim();
                if (message.slotRequest != null && $Object.hasOwnProperty.call(message, "slotRequest"))
                    $root.bellwire.v1.SlotRequest.encode(message.slotRequest, writer.uint32(306).fork(), _depth + 1).ldelim();
                if (message.slotGrant != null && $Object.hasOwnProperty.call(message, "slotGrant"))
                    $root.bellwire.v1.SlotGrant.encode(message.slotGrant, writer.uint32(314).fork(), _depth + 1).ldelim();
                if (message.schedule != null && $Object.hasOwnProperty.call(message, "schedule"))
                    $root.bellwire.v1.Schedule.encode(message.schedule, writer.uint32(386).fork(), _depth + 1).ldelim();
                if (message.scheduleAck != null && $Object.hasOwnProperty.call(message, "scheduleAck"))
                    $root.bellwire.v1.ScheduleAck.encode(message.scheduleAck, writer.uint32(394).fork(), _depth + 1).ldelim();
                if (message.advertisement != null && $Object.hasOwnProperty.call(message, "advertisement"))
                    $root.bellwire.v1.Advertisement.encode(message.advertisement, writer.uint32(514).fork(), _depth + 1).ldelim();
                if (message.path != null && $Object.hasOwnProperty.call(message, "path"))
                    $root.bellwire.v1.Path.encode(message.path, writer.uint32(522).fork(), _depth + 1).ldelim();
                if (message.resv != null && $Object.hasOwnProperty.call(message, "resv"))
                    $root.bellwire.v1.Resv.encode(message.resv, writer.uint32(530).fork(), _depth + 1).ldelim();
                if (message.resvConf != null && $Object.hasOwnProperty.call(message, "resvConf"))
                    $root.bellwire.v1.ResvConf.encode(message.resvConf, writer.uint32(538).fork(), _depth + 1).ldelim();
                if (message.tear != null && $Object.hasOwnProperty.call(message, "tear"))
                    $root.bellwire.v1.Tear.encode(message.tear, writer.uint32(546).fork(), _depth + 1).ldelim();
                if (message.circuitErr != null && $Object.hasOwnProperty.call(message, "circuitErr"))
                    $root.bellwire.v1.CircuitErr.encode(message.circuitErr, writer.uint32(554).fork(), _depth + 1).ldelim();
                if (message.forward != null && $Object.hasOwnProperty.call(message, "forward"))
                    $root.bellwire.v1.Forward.encode(message.forward, writer.uint32(562).fork(), _depth + 1).ldelim();
                if (message.complete != null && $Object.hasOwnProperty.call(message, "complete"))
                    $root.bellwire.v1.Complete.encode(message.complete, writer.uint32(570).fork(), _depth + 1).ldelim();
                if (message.reach != null && $Object.hasOwnProperty.call(message, "reach"))
                    $root.bellwire.v1.Reach.encode(message.reach, writer.uint32(578).fork(), _depth + 1).ldelim();
                if (message.settle != null && $Object.hasOwnProperty.call(message, "settle"))
                    $root.bellwire.v1.Settle.encode(message.settle, writer.uint32(586).fork(), _depth + 1).ldelim();
                if (message.settled != null && $Object.hasOwnProperty.call(message, "settled"))
                    $root.bellwire.v1.Settled.encode(message.settled, writer.uint32(594).fork(), _depth + 1).ldelim();
                if (message.distil != null && $Object.hasOwnProperty.call(message, "distil"))
                    $root.bellwire.v1.Distil.encode(message.distil, writer.uint32(602).fork(), _depth + 1).ldelim();
                if (message.distilled != null && $Object.hasOwnProperty.call(message, "distilled"))
                    $root.bellwire.v1.Distilled.encode(message.distilled, writer.uint32(610).fork(), _depth + 1).ldelim();
                if (message.stageExpire != null && $Object.hasOwnProperty.call(message, "stageExpire"))
                    $root.bellwire.v1.StageExpire.encode(message.stageExpire, writer.uint32(618).fork(), _depth + 1).ldelim();
                if (message.ask != null && $Object.hasOwnProperty.call(message, "ask"))
                    $root.bellwire.v1.Ask.encode(message.ask, writer.uint32(642).fork(), _depth + 1).ldelim();
                if (message.answer != null && $Object.hasOwnProperty.call(message, "answer"))
                    $root.bellwire.v1.Answer.encode(message.answer, writer.uint32(650).fork(), _depth + 1).ldelim();
                if (message.correction != null && $Object.hasOwnProperty.call(message, "correction"))
                    $root.bellwire.v1.Correction.encode(message.correction, writer.uint32(674).fork(), _depth + 1).ldelim();
                if (message.correctionAck != null && $Object.hasOwnProperty.call(message, "correctionAck"))
                    $root.bellwire.v1.CorrectionAck.encode(message.correctionAck, writer.uint32(682).fork(), _depth + 1).ldelim();
                if (message.keyBlock != null && $Object.hasOwnProperty.call(message, "keyBlock"))
                    $root.bellwire.v1.KeyBlock.encode(message.keyBlock, writer.uint32(802).fork(), _depth + 1).ldelim();
                if (message.keyReserve != null && $Object.hasOwnProperty.call(message, "keyReserve"))
                    $root.bellwire.v1.KeyReserve.encode(message.keyReserve, writer.uint32(810).fork(), _depth + 1).ldelim();
                if (message.keyReserved != null && $Object.hasOwnProperty.call(message, "keyReserved"))
                    $root.bellwire.v1.KeyReserved.encode(message.keyReserved, writer.uint32(818).fork(), _depth + 1).ldelim();
                if (message.keyRefused != null && $Object.hasOwnProperty.call(message, "keyRefused"))
                    $root.bellwire.v1.KeyRefused.encode(message.keyRefused, writer.uint32(826).fork(), _depth + 1).ldelim();
                if (message.keyTaken != null && $Object.hasOwnProperty.call(message, "keyTaken"))
                    $root.bellwire.v1.KeyTaken.encode(message.keyTaken, writer.uint32(834).fork(), _depth + 1).ldelim();
                if (message.keyBurn != null && $Object.hasOwnProperty.call(message, "keyBurn"))
                    $root.bellwire.v1.KeyBurn.encode(message.keyBurn, writer.uint32(842).fork(), _depth + 1).ldelim();
                if (message.keyNoted != null && $Object.hasOwnProperty.call(message, "keyNoted"))
                    $root.bellwire.v1.KeyNoted.encode(message.keyNoted, writer.uint32(850).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return Frame;
        })();

        v1.Role = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "ROLE_NODE"] = 0;
            values[valuesById[1] = "ROLE_STATION"] = 1;
            return values;
        })();

        v1.HeraldingPlace = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "HERALDING_PLACE_MID_POINT"] = 0;
            values[valuesById[1] = "HERALDING_PLACE_RECEIVER"] = 1;
            values[valuesById[2] = "HERALDING_PLACE_SOURCE"] = 2;
            values[valuesById[3] = "HERALDING_PLACE_BOTH_ENDS"] = 3;
            return values;
        })();

        v1.Hello = (function() {

            const Hello = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            Hello.prototype.link = 0;
            Hello.prototype.incarnation = 0;
            Hello.prototype.epoch = 0;
            Hello.prototype.node = 0;
            Hello.prototype.role = 0;
            Hello.prototype.answer = false;
            Hello.prototype.minimumVersion = 0;
            Hello.prototype.maximumVersion = 0;
            Hello.prototype.kinds = 0;
            Hello.prototype.bases = 0;
            Hello.prototype.heraldingPlace = 0;

            Hello.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.link != null && $Object.hasOwnProperty.call(message, "link") && message.link !== 0)
                    writer.uint32(8).uint32(message.link);
                if (message.incarnation != null && $Object.hasOwnProperty.call(message, "incarnation") && message.incarnation !== 0)
                    writer.uint32(21).fixed32(message.incarnation);
                if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && message.epoch !== 0)
                    writer.uint32(24).uint32(message.epoch);
                if (message.node != null && $Object.hasOwnProperty.call(message, "node") && message.node !== 0)
                    writer.uint32(32).uint32(message.node);
                if (message.role != null && $Object.hasOwnProperty.call(message, "role") && message.role !== 0)
                    writer.uint32(40).int32(message.role);
                if (message.answer != null && $Object.hasOwnProperty.call(message, "answer") && message.answer !== false)
                    writer.uint32(48).bool(message.answer);
                if (message.minimumVersion != null && $Object.hasOwnProperty.call(message, "minimumVersion") && message.minimumVersion !== 0)
                    writer.uint32(56).uint32(message.minimumVersion);
                if (message.maximumVersion != null && $Object.hasOwnProperty.call(message, "maximumVersion") && message.maximumVersion !== 0)
                    writer.uint32(64).uint32(message.maximumVersion);
                if (message.kinds != null && $Object.hasOwnProperty.call(message, "kinds") && message.kinds !== 0)
                    writer.uint32(72).uint32(message.kinds);
                if (message.bases != null && $Object.hasOwnProperty.call(message, "bases") && message.bases !== 0)
                    writer.uint32(80).uint32(message.bases);
                if (message.heraldingPlace != null && $Object.hasOwnProperty.call(message, "heraldingPlace") && message.heraldingPlace !== 0)
                    writer.uint32(88).int32(message.heraldingPlace);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return Hello;
        })();

        v1.Open = (function() {

            const Open = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            Open.prototype.link = 0;
            Open.prototype.incarnation = 0;
            Open.prototype.epoch = 0;
            Open.prototype.version = 0;
            Open.prototype.firstSequence = 0;
            Open.prototype.slotOrigin = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
            Open.prototype.slotPeriod = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
            Open.prototype.peerIncarnation = 0;
            Open.prototype.stationIncarnation = 0;
            Open.prototype.testSeed = 0;
            Open.prototype.testFraction = 0;

            Open.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.link != null && $Object.hasOwnProperty.call(message, "link") && message.link !== 0)
                    writer.uint32(8).uint32(message.link);
                if (message.incarnation != null && $Object.hasOwnProperty.call(message, "incarnation") && message.incarnation !== 0)
                    writer.uint32(21).fixed32(message.incarnation);
                if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && message.epoch !== 0)
                    writer.uint32(24).uint32(message.epoch);
                if (message.version != null && $Object.hasOwnProperty.call(message, "version") && message.version !== 0)
                    writer.uint32(32).uint32(message.version);
                if (message.firstSequence != null && $Object.hasOwnProperty.call(message, "firstSequence") && message.firstSequence !== 0)
                    writer.uint32(40).uint32(message.firstSequence);
                if (message.slotOrigin != null && $Object.hasOwnProperty.call(message, "slotOrigin") && (typeof message.slotOrigin === "object" ? message.slotOrigin.low || message.slotOrigin.high : message.slotOrigin !== 0))
                    writer.uint32(48).uint64(message.slotOrigin);
                if (message.slotPeriod != null && $Object.hasOwnProperty.call(message, "slotPeriod") && (typeof message.slotPeriod === "object" ? message.slotPeriod.low || message.slotPeriod.high : message.slotPeriod !== 0))
                    writer.uint32(56).uint64(message.slotPeriod);
                if (message.peerIncarnation != null && $Object.hasOwnProperty.call(message, "peerIncarnation") && message.peerIncarnation !== 0)
                    writer.uint32(69).fixed32(message.peerIncarnation);
                if (message.stationIncarnation != null && $Object.hasOwnProperty.call(message, "stationIncarnation") && message.stationIncarnation !== 0)
                    writer.uint32(77).fixed32(message.stationIncarnation);
                if (message.testSeed != null && $Object.hasOwnProperty.call(message, "testSeed") && message.testSeed !== 0)
                    writer.uint32(85).fixed32(message.testSeed);
                if (message.testFraction != null && $Object.hasOwnProperty.call(message, "testFraction") && message.testFraction !== 0)
                    writer.uint32(88).uint32(message.testFraction);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return Open;
        })();

        v1.OpenAck = (function() {

            const OpenAck = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            OpenAck.prototype.link = 0;
            OpenAck.prototype.incarnation = 0;
            OpenAck.prototype.epoch = 0;

            OpenAck.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.link != null && $Object.hasOwnProperty.call(message, "link") && message.link !== 0)
                    writer.uint32(8).uint32(message.link);
                if (message.incarnation != null && $Object.hasOwnProperty.call(message, "incarnation") && message.incarnation !== 0)
                    writer.uint32(21).fixed32(message.incarnation);
                if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && message.epoch !== 0)
                    writer.uint32(24).uint32(message.epoch);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return OpenAck;
        })();

        v1.Sync = (function() {

            const Sync = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            Sync.prototype.link = 0;
            Sync.prototype.incarnation = 0;
            Sync.prototype.epoch = 0;
            Sync.prototype.exchange = 0;
            Sync.prototype.originTime = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
            Sync.prototype.offset = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
            Sync.prototype.drift = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
            Sync.prototype.quality = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            Sync.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.link != null && $Object.hasOwnProperty.call(message, "link") && message.link !== 0)
                    writer.uint32(8).uint32(message.link);
                if (message.incarnation != null && $Object.hasOwnProperty.call(message, "incarnation") && message.incarnation !== 0)
                    writer.uint32(21).fixed32(message.incarnation);
                if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && message.epoch !== 0)
                    writer.uint32(24).uint32(message.epoch);
                if (message.exchange != null && $Object.hasOwnProperty.call(message, "exchange") && message.exchange !== 0)
                    writer.uint32(32).uint32(message.exchange);
                if (message.originTime != null && $Object.hasOwnProperty.call(message, "originTime") && (typeof message.originTime === "object" ? message.originTime.low || message.originTime.high : message.originTime !== 0))
                    writer.uint32(40).uint64(message.originTime);
                if (message.offset != null && $Object.hasOwnProperty.call(message, "offset") && (typeof message.offset === "object" ? message.offset.low || message.offset.high : message.offset !== 0))
                    writer.uint32(48).sint64(message.offset);
                if (message.drift != null && $Object.hasOwnProperty.call(message, "drift") && (typeof message.drift === "object" ? message.drift.low || message.drift.high : message.drift !== 0))
                    writer.uint32(56).sint64(message.drift);
                if (message.quality != null && $Object.hasOwnProperty.call(message, "quality") && (typeof message.quality === "object" ? message.quality.low || message.quality.high : message.quality !== 0))
                    writer.uint32(64).uint64(message.quality);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return Sync;
        })();

        v1.SyncReply = (function() {

            const SyncReply = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            SyncReply.prototype.link = 0;
            SyncReply.prototype.incarnation = 0;
            SyncReply.prototype.epoch = 0;
            SyncReply.prototype.exchange = 0;
            SyncReply.prototype.originTime = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
            SyncReply.prototype.receiveTime = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
            SyncReply.prototype.transmitTime = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
            SyncReply.prototype.quality = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            SyncReply.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.link != null && $Object.hasOwnProperty.call(message, "link") && message.link !== 0)
                    writer.uint32(8).uint32(message.link);
                if (message.incarnation != null && $Object.hasOwnProperty.call(message, "incarnation") && message.incarnation !== 0)
                    writer.uint32(21).fixed32(message.incarnation);
                if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && message.epoch !== 0)
                    writer.uint32(24).uint32(message.epoch);
                if (message.exchange != null && $Object.hasOwnProperty.call(message, "exchange") && message.exchange !== 0)
                    writer.uint32(32).uint32(message.exchange);
                if (message.originTime != null && $Object.hasOwnProperty.call(message, "originTime") && (typeof message.originTime === "object" ? message.originTime.low || message.originTime.high : message.originTime !== 0))
                    writer.uint32(40).uint64(message.originTime);
                if (message.receiveTime != null && $Object.hasOwnProperty.call(message, "receiveTime") && (typeof message.receiveTime === "object" ? message.receiveTime.low || message.receiveTime.high : message.receiveTime !== 0))
                    writer.uint32(48).uint64(message.receiveTime);
                if (message.transmitTime != null && $Object.hasOwnProperty.call(message, "transmitTime") && (typeof message.transmitTime === "object" ? message.transmitTime.low || message.transmitTime.high : message.transmitTime !== 0))
                    writer.uint32(56).uint64(message.transmitTime);
                if (message.quality != null && $Object.hasOwnProperty.call(message, "quality") && (typeof message.quality === "object" ? message.quality.low || message.quality.high : message.quality !== 0))
                    writer.uint32(64).uint64(message.quality);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return SyncReply;
        })();

        v1.State = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "STATE_READY"] = 0;
            values[valuesById[1] = "STATE_CALIBRATING"] = 1;
            values[valuesById[2] = "STATE_DRIFTING"] = 2;
            values[valuesById[3] = "STATE_OUT_OF_SPEC"] = 3;
            values[valuesById[4] = "STATE_DOWN"] = 4;
            return values;
        })();

        v1.LinkState = (function() {

            const LinkState = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            LinkState.prototype.link = 0;
            LinkState.prototype.incarnation = 0;
            LinkState.prototype.epoch = 0;
            LinkState.prototype.serial = 0;
            LinkState.prototype.state = 0;
            LinkState.prototype.validUntil = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            LinkState.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.link != null && $Object.hasOwnProperty.call(message, "link") && message.link !== 0)
                    writer.uint32(8).uint32(message.link);
                if (message.incarnation != null && $Object.hasOwnProperty.call(message, "incarnation") && message.incarnation !== 0)
                    writer.uint32(21).fixed32(message.incarnation);
                if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && message.epoch !== 0)
                    writer.uint32(24).uint32(message.epoch);
                if (message.serial != null && $Object.hasOwnProperty.call(message, "serial") && message.serial !== 0)
                    writer.uint32(32).uint32(message.serial);
                if (message.state != null && $Object.hasOwnProperty.call(message, "state") && message.state !== 0)
                    writer.uint32(40).int32(message.state);
                if (message.validUntil != null && $Object.hasOwnProperty.call(message, "validUntil") && (typeof message.validUntil === "object" ? message.validUntil.low || message.validUntil.high : message.validUntil !== 0))
                    writer.uint32(48).uint64(message.validUntil);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return LinkState;
        })();

        v1.Maintenance = (function() {

            const Maintenance = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            Maintenance.prototype.link = 0;
            Maintenance.prototype.incarnation = 0;
            Maintenance.prototype.epoch = 0;
            Maintenance.prototype.serial = 0;
            Maintenance.prototype.request = false;
            Maintenance.prototype.firstSlot = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
            Maintenance.prototype.endSlot = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            Maintenance.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.link != null && $Object.hasOwnProperty.call(message, "link") && message.link !== 0)
                    writer.uint32(8).uint32(message.link);
                if (message.incarnation != null && $Object.hasOwnProperty.call(message, "incarnation") && message.incarnation !== 0)
                    writer.uint32(21).fixed32(message.incarnation);
                if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && message.epoch !== 0)
                    writer.uint32(24).uint32(message.epoch);
                if (message.serial != null && $Object.hasOwnProperty.call(message, "serial") && message.serial !== 0)
                    writer.uint32(32).uint32(message.serial);
                if (message.request != null && $Object.hasOwnProperty.call(message, "request") && message.request !== false)
                    writer.uint32(40).bool(message.request);
                if (message.firstSlot != null && $Object.hasOwnProperty.call(message, "firstSlot") && (typeof message.firstSlot === "object" ? message.firstSlot.low || message.firstSlot.high : message.firstSlot !== 0))
                    writer.uint32(48).uint64(message.firstSlot);
                if (message.endSlot != null && $Object.hasOwnProperty.call(message, "endSlot") && (typeof message.endSlot === "object" ? message.endSlot.low || message.endSlot.high : message.endSlot !== 0))
                    writer.uint32(56).uint64(message.endSlot);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return Maintenance;
        })();

        v1.MaintenanceAck = (function() {

            const MaintenanceAck = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            MaintenanceAck.prototype.link = 0;
            MaintenanceAck.prototype.incarnation = 0;
            MaintenanceAck.prototype.epoch = 0;
            MaintenanceAck.prototype.serial = 0;

            MaintenanceAck.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.link != null && $Object.hasOwnProperty.call(message, "link") && message.link !== 0)
                    writer.uint32(8).uint32(message.link);
                if (message.incarnation != null && $Object.hasOwnProperty.call(message, "incarnation") && message.incarnation !== 0)
                    writer.uint32(21).fixed32(message.incarnation);
                if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && message.epoch !== 0)
                    writer.uint32(24).uint32(message.epoch);
                if (message.serial != null && $Object.hasOwnProperty.call(message, "serial") && message.serial !== 0)
                    writer.uint32(32).uint32(message.serial);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return MaintenanceAck;
        })();

        v1.Outcome = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "OUTCOME_FAIL"] = 0;
            values[valuesById[1] = "OUTCOME_SUCCESS"] = 1;
            return values;
        })();

        v1.BellIndex = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "BELL_INDEX_PHI_PLUS"] = 0;
            values[valuesById[1] = "BELL_INDEX_PSI_PLUS"] = 1;
            values[valuesById[2] = "BELL_INDEX_PHI_MINUS"] = 2;
            values[valuesById[3] = "BELL_INDEX_PSI_MINUS"] = 3;
            return values;
        })();

        v1.HeraldError = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "HERALD_ERROR_NONE"] = 0;
            values[valuesById[1] = "HERALD_ERROR_QUEUE_MISMATCH"] = 1;
            values[valuesById[2] = "HERALD_ERROR_TIME_MISMATCH"] = 2;
            values[valuesById[3] = "HERALD_ERROR_NO_MESSAGE_OTHER"] = 3;
            return values;
        })();

        v1.Gen = (function() {

            const Gen = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            Gen.prototype.link = 0;
            Gen.prototype.incarnation = 0;
            Gen.prototype.epoch = 0;
            Gen.prototype.queueId = 0;
            Gen.prototype.firstSlot = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
            Gen.prototype.slots = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
            Gen.prototype.brightness = 0;

            Gen.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.link != null && $Object.hasOwnProperty.call(message, "link") && message.link !== 0)
                    writer.uint32(8).uint32(message.link);
                if (message.incarnation != null && $Object.hasOwnProperty.call(message, "incarnation") && message.incarnation !== 0)
                    writer.uint32(21).fixed32(message.incarnation);
                if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && message.epoch !== 0)
                    writer.uint32(24).uint32(message.epoch);
                if (message.queueId != null && $Object.hasOwnProperty.call(message, "queueId") && message.queueId !== 0)
                    writer.uint32(32).uint32(message.queueId);
                if (message.firstSlot != null && $Object.hasOwnProperty.call(message, "firstSlot") && (typeof message.firstSlot === "object" ? message.firstSlot.low || message.firstSlot.high : message.firstSlot !== 0))
                    writer.uint32(40).uint64(message.firstSlot);
                if (message.slots != null && $Object.hasOwnProperty.call(message, "slots") && (typeof message.slots === "object" ? message.slots.low || message.slots.high : message.slots !== 0))
                    writer.uint32(48).uint64(message.slots);
                if (message.brightness != null && $Object.hasOwnProperty.call(message, "brightness") && message.brightness !== 0)
                    writer.uint32(56).uint32(message.brightness);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return Gen;
        })();

        v1.Reply = (function() {

            const Reply = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            Reply.prototype.link = 0;
            Reply.prototype.incarnation = 0;
            Reply.prototype.epoch = 0;
            Reply.prototype.outcome = 0;
            Reply.prototype.bellIndex = 0;
            Reply.prototype.sequence = 0;
            Reply.prototype.slot = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
            Reply.prototype.offsetPicoseconds = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
            Reply.prototype.queueId = 0;
            Reply.prototype.peerQueueId = 0;
            Reply.prototype.error = 0;

            Reply.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.link != null && $Object.hasOwnProperty.call(message, "link") && message.link !== 0)
                    writer.uint32(8).uint32(message.link);
                if (message.incarnation != null && $Object.hasOwnProperty.call(message, "incarnation") && message.incarnation !== 0)
                    writer.uint32(21).fixed32(message.incarnation);
                if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && message.epoch !== 0)
                    writer.uint32(24).uint32(message.epoch);
                if (message.outcome != null && $Object.hasOwnProperty.call(message, "outcome") && message.outcome !== 0)
                    writer.uint32(32).int32(message.outcome);
                if (message.bellIndex != null && $Object.hasOwnProperty.call(message, "bellIndex") && message.bellIndex !== 0)
                    writer.uint32(40).int32(message.bellIndex);
                if (message.sequence != null && $Object.hasOwnProperty.call(message, "sequence") && message.sequence !== 0)
                    writer.uint32(48).uint32(message.sequence);
                if (message.slot != null && $Object.hasOwnProperty.call(message, "slot") && (typeof message.slot === "object" ? message.slot.low || message.slot.high : message.slot !== 0))
                    writer.uint32(56).uint64(message.slot);
                if (message.offsetPicoseconds != null && $Object.hasOwnProperty.call(message, "offsetPicoseconds") && (typeof message.offsetPicoseconds === "object" ? message.offsetPicoseconds.low || message.offsetPicoseconds.high : message.offsetPicoseconds !== 0))
                    writer.uint32(64).uint64(message.offsetPicoseconds);
                if (message.queueId != null && $Object.hasOwnProperty.call(message, "queueId") && message.queueId !== 0)
                    writer.uint32(72).uint32(message.queueId);
                if (message.peerQueueId != null && $Object.hasOwnProperty.call(message, "peerQueueId") && message.peerQueueId !== 0)
                    writer.uint32(80).uint32(message.peerQueueId);
                if (message.error != null && $Object.hasOwnProperty.call(message, "error") && message.error !== 0)
                    writer.uint32(88).int32(message.error);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return Reply;
        })();

        v1.SlotRequest = (function() {

            const SlotRequest = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            SlotRequest.prototype.link = 0;
            SlotRequest.prototype.incarnation = 0;
            SlotRequest.prototype.epoch = 0;
            SlotRequest.prototype.serial = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
            SlotRequest.prototype.demand = 0;

            SlotRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.link != null && $Object.hasOwnProperty.call(message, "link") && message.link !== 0)
                    writer.uint32(8).uint32(message.link);
                if (message.incarnation != null && $Object.hasOwnProperty.call(message, "incarnation") && message.incarnation !== 0)
                    writer.uint32(21).fixed32(message.incarnation);
                if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && message.epoch !== 0)
                    writer.uint32(24).uint32(message.epoch);
                if (message.serial != null && $Object.hasOwnProperty.call(message, "serial") && (typeof message.serial === "object" ? message.serial.low || message.serial.high : message.serial !== 0))
                    writer.uint32(32).uint64(message.serial);
                if (message.demand != null && $Object.hasOwnProperty.call(message, "demand") && message.demand !== 0)
                    writer.uint32(40).uint32(message.demand);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return SlotRequest;
        })();

        v1.SlotGrant = (function() {

            const SlotGrant = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            SlotGrant.prototype.link = 0;
            SlotGrant.prototype.incarnation = 0;
            SlotGrant.prototype.epoch = 0;
            SlotGrant.prototype.turn = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
            SlotGrant.prototype.firstSlot = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
            SlotGrant.prototype.endSlot = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            SlotGrant.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.link != null && $Object.hasOwnProperty.call(message, "link") && message.link !== 0)
                    writer.uint32(8).uint32(message.link);
                if (message.incarnation != null && $Object.hasOwnProperty.call(message, "incarnation") && message.incarnation !== 0)
                    writer.uint32(21).fixed32(message.incarnation);
                if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && message.epoch !== 0)
                    writer.uint32(24).uint32(message.epoch);
                if (message.turn != null && $Object.hasOwnProperty.call(message, "turn") && (typeof message.turn === "object" ? message.turn.low || message.turn.high : message.turn !== 0))
                    writer.uint32(32).uint64(message.turn);
                if (message.firstSlot != null && $Object.hasOwnProperty.call(message, "firstSlot") && (typeof message.firstSlot === "object" ? message.firstSlot.low || message.firstSlot.high : message.firstSlot !== 0))
                    writer.uint32(40).uint64(message.firstSlot);
                if (message.endSlot != null && $Object.hasOwnProperty.call(message, "endSlot") && (typeof message.endSlot === "object" ? message.endSlot.low || message.endSlot.high : message.endSlot !== 0))
                    writer.uint32(48).uint64(message.endSlot);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return SlotGrant;
        })();

        v1.RequestKind = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "REQUEST_KIND_KEEP"] = 0;
            values[valuesById[1] = "REQUEST_KIND_MEASURE"] = 1;
            values[valuesById[2] = "REQUEST_KIND_REMOTE_STATE_PREPARATION"] = 2;
            return values;
        })();

        v1.RandomBasis = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "RANDOM_BASIS_NONE"] = 0;
            values[valuesById[1] = "RANDOM_BASIS_XZ"] = 1;
            values[valuesById[2] = "RANDOM_BASIS_XYZ"] = 2;
            values[valuesById[3] = "RANDOM_BASIS_CHSH"] = 3;
            return values;
        })();

        v1.ErrorCode = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "ERROR_CODE_UNSPECIFIED"] = 0;
            values[valuesById[1] = "ERROR_CODE_UNSUPP"] = 1;
            values[valuesById[2] = "ERROR_CODE_CREATE"] = 2;
            values[valuesById[3] = "ERROR_CODE_REJECTED"] = 3;
            values[valuesById[4] = "ERROR_CODE_OTHER"] = 4;
            values[valuesById[5] = "ERROR_CODE_EXPIRE"] = 5;
            values[valuesById[6] = "ERROR_CODE_TIMEOUT"] = 6;
            values[valuesById[7] = "ERROR_CODE_NOTIME"] = 7;
            values[valuesById[8] = "ERROR_CODE_NORES"] = 8;
            return values;
        })();

        v1.Measurement = (function() {

            const Measurement = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            Measurement.prototype.randomBasis = 0;
            Measurement.prototype.probability1 = 0;
            Measurement.prototype.probability2 = 0;
            Measurement.prototype.rotationX1 = 0;
            Measurement.prototype.rotationY = 0;
            Measurement.prototype.rotationX2 = 0;

            Measurement.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.randomBasis != null && $Object.hasOwnProperty.call(message, "randomBasis") && message.randomBasis !== 0)
                    writer.uint32(8).int32(message.randomBasis);
                if (message.probability1 != null && $Object.hasOwnProperty.call(message, "probability1") && message.probability1 !== 0)
                    writer.uint32(16).uint32(message.probability1);
                if (message.probability2 != null && $Object.hasOwnProperty.call(message, "probability2") && message.probability2 !== 0)
                    writer.uint32(24).uint32(message.probability2);
                if (message.rotationX1 != null && $Object.hasOwnProperty.call(message, "rotationX1") && message.rotationX1 !== 0)
                    writer.uint32(32).uint32(message.rotationX1);
                if (message.rotationY != null && $Object.hasOwnProperty.call(message, "rotationY") && message.rotationY !== 0)
                    writer.uint32(40).uint32(message.rotationY);
                if (message.rotationX2 != null && $Object.hasOwnProperty.call(message, "rotationX2") && message.rotationX2 !== 0)
                    writer.uint32(48).uint32(message.rotationX2);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return Measurement;
        })();

        v1.Add = (function() {

            const Add = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            Add.prototype.link = 0;
            Add.prototype.incarnation = 0;
            Add.prototype.epoch = 0;
            Add.prototype.serial = 0;
            Add.prototype.createId = 0;
            Add.prototype.queueId = 0;
            Add.prototype.kind = 0;
            Add.prototype.number = 0;
            Add.prototype.minimumFidelity = 0;
            Add.prototype.purpose = 0;
            Add.prototype.priority = 0;
            Add.prototype.atomic = false;
            Add.prototype.consecutive = false;
            Add.prototype.scheduleSlot = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
            Add.prototype.deadlineSlot = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
            Add.prototype.brightness = 0;
            Add.prototype.virtualFinish = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
            Add.prototype.originator = null;
            Add.prototype.responder = null;
            Add.prototype.paced = false;

            Add.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.link != null && $Object.hasOwnProperty.call(message, "link") && message.link !== 0)
                    writer.uint32(8).uint32(message.link);
                if (message.incarnation != null && $Object.hasOwnProperty.call(message, "incarnation") && message.incarnation !== 0)
                    writer.uint32(21).fixed32(message.incarnation);
                if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && message.epoch !== 0)
                    writer.uint32(24).uint32(message.epoch);
                if (message.serial != null && $Object.hasOwnProperty.call(message, "serial") && message.serial !== 0)
                    writer.uint32(32).uint32(message.serial);
                if (message.createId != null && $Object.hasOwnProperty.call(message, "createId") && message.createId !== 0)
                    writer.uint32(40).uint32(message.createId);
                if (message.queueId != null && $Object.hasOwnProperty.call(message, "queueId") && message.queueId !== 0)
                    writer.uint32(48).uint32(message.queueId);
                if (message.kind != null && $Object.hasOwnProperty.call(message, "kind") && message.kind !== 0)
                    writer.uint32(56).int32(message.kind);
                if (message.number != null && $Object.hasOwnProperty.call(message, "number") && message.number !== 0)
                    writer.uint32(64).uint32(message.number);
                if (message.minimumFidelity != null && $Object.hasOwnProperty.call(message, "minimumFidelity") && message.minimumFidelity !== 0)
                    writer.uint32(72).uint32(message.minimumFidelity);
                if (message.purpose != null && $Object.hasOwnProperty.call(message, "purpose") && message.purpose !== 0)
                    writer.uint32(80).uint32(message.purpose);
                if (message.priority != null && $Object.hasOwnProperty.call(message, "priority") && message.priority !== 0)
                    writer.uint32(88).uint32(message.priority);
                if (message.atomic != null && $Object.hasOwnProperty.call(message, "atomic") && message.atomic !== false)
                    writer.uint32(96).bool(message.atomic);
                if (message.consecutive != null && $Object.hasOwnProperty.call(message, "consecutive") && message.consecutive !== false)
                    writer.uint32(104).bool(message.consecutive);
                if (message.scheduleSlot != null && $Object.hasOwnProperty.call(message, "scheduleSlot") && (typeof message.scheduleSlot === "object" ? message.scheduleSlot.low || message.scheduleSlot.high : message.scheduleSlot !== 0))
                    writer.uint32(112).uint64(message.scheduleSlot);
                if (message.deadlineSlot != null && $Object.hasOwnProperty.call(message, "deadlineSlot") && (typeof message.deadlineSlot === "object" ? message.deadlineSlot.low || message.deadlineSlot.high : message.deadlineSlot !== 0))
                    writer.uint32(120).uint64(message.deadlineSlot);
                if (message.brightness != null && $Object.hasOwnProperty.call(message, "brightness") && message.brightness !== 0)
                    writer.uint32(128).uint32(message.brightness);
                if (message.virtualFinish != null && $Object.hasOwnProperty.call(message, "virtualFinish") && (typeof message.virtualFinish === "object" ? message.virtualFinish.low || message.virtualFinish.high : message.virtualFinish !== 0))
                    writer.uint32(136).uint64(message.virtualFinish);
                if (message.originator != null && $Object.hasOwnProperty.call(message, "originator"))
                    $root.bellwire.v1.Measurement.encode(message.originator, writer.uint32(146).fork(), _depth + 1).ldelim();
                if (message.responder != null && $Object.hasOwnProperty.call(message, "responder"))
                    $root.bellwire.v1.Measurement.encode(message.responder, writer.uint32(154).fork(), _depth + 1).ldelim();
                if (message.paced != null && $Object.hasOwnProperty.call(message, "paced") && message.paced !== false)
                    writer.uint32(160).bool(message.paced);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return Add;
        })();

        v1.AddAck = (function() {

            const AddAck = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            AddAck.prototype.link = 0;
            AddAck.prototype.incarnation = 0;
            AddAck.prototype.epoch = 0;
            AddAck.prototype.serial = 0;
            AddAck.prototype.queueId = 0;
            AddAck.prototype.scheduleSlot = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
            AddAck.prototype.brightness = 0;
            AddAck.prototype.virtualFinish = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            AddAck.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.link != null && $Object.hasOwnProperty.call(message, "link") && message.link !== 0)
                    writer.uint32(8).uint32(message.link);
                if (message.incarnation != null && $Object.hasOwnProperty.call(message, "incarnation") && message.incarnation !== 0)
                    writer.uint32(21).fixed32(message.incarnation);
                if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && message.epoch !== 0)
                    writer.uint32(24).uint32(message.epoch);
                if (message.serial != null && $Object.hasOwnProperty.call(message, "serial") && message.serial !== 0)
                    writer.uint32(32).uint32(message.serial);
                if (message.queueId != null && $Object.hasOwnProperty.call(message, "queueId") && message.queueId !== 0)
                    writer.uint32(40).uint32(message.queueId);
                if (message.scheduleSlot != null && $Object.hasOwnProperty.call(message, "scheduleSlot") && (typeof message.scheduleSlot === "object" ? message.scheduleSlot.low || message.scheduleSlot.high : message.scheduleSlot !== 0))
                    writer.uint32(48).uint64(message.scheduleSlot);
                if (message.brightness != null && $Object.hasOwnProperty.call(message, "brightness") && message.brightness !== 0)
                    writer.uint32(56).uint32(message.brightness);
                if (message.virtualFinish != null && $Object.hasOwnProperty.call(message, "virtualFinish") && (typeof message.virtualFinish === "object" ? message.virtualFinish.low || message.virtualFinish.high : message.virtualFinish !== 0))
                    writer.uint32(64).uint64(message.virtualFinish);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return AddAck;
        })();

        v1.AddReject = (function() {

            const AddReject = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            AddReject.prototype.link = 0;
            AddReject.prototype.incarnation = 0;
            AddReject.prototype.epoch = 0;
            AddReject.prototype.serial = 0;
            AddReject.prototype.reason = 0;

            AddReject.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.link != null && $Object.hasOwnProperty.call(message, "link") && message.link !== 0)
                    writer.uint32(8).uint32(message.link);
                if (message.incarnation != null && $Object.hasOwnProperty.call(message, "incarnation") && message.incarnation !== 0)
                    writer.uint32(21).fixed32(message.incarnation);
                if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && message.epoch !== 0)
                    writer.uint32(24).uint32(message.epoch);
                if (message.serial != null && $Object.hasOwnProperty.call(message, "serial") && message.serial !== 0)
                    writer.uint32(32).uint32(message.serial);
                if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== 0)
                    writer.uint32(40).int32(message.reason);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return AddReject;
        })();

        v1.More = (function() {

            const More = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            More.prototype.link = 0;
            More.prototype.incarnation = 0;
            More.prototype.epoch = 0;
            More.prototype.queueId = 0;
            More.prototype.number = 0;
            More.prototype.scheduleSlot = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
            More.prototype.virtualFinish = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            More.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.link != null && $Object.hasOwnProperty.call(message, "link") && message.link !== 0)
                    writer.uint32(8).uint32(message.link);
                if (message.incarnation != null && $Object.hasOwnProperty.call(message, "incarnation") && message.incarnation !== 0)
                    writer.uint32(21).fixed32(message.incarnation);
                if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && message.epoch !== 0)
                    writer.uint32(24).uint32(message.epoch);
                if (message.queueId != null && $Object.hasOwnProperty.call(message, "queueId") && message.queueId !== 0)
                    writer.uint32(32).uint32(message.queueId);
                if (message.number != null && $Object.hasOwnProperty.call(message, "number") && message.number !== 0)
                    writer.uint32(40).uint32(message.number);
                if (message.scheduleSlot != null && $Object.hasOwnProperty.call(message, "scheduleSlot") && (typeof message.scheduleSlot === "object" ? message.scheduleSlot.low || message.scheduleSlot.high : message.scheduleSlot !== 0))
                    writer.uint32(48).uint64(message.scheduleSlot);
                if (message.virtualFinish != null && $Object.hasOwnProperty.call(message, "virtualFinish") && (typeof message.virtualFinish === "object" ? message.virtualFinish.low || message.virtualFinish.high : message.virtualFinish !== 0))
                    writer.uint32(56).uint64(message.virtualFinish);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return More;
        })();

        v1.Cancel = (function() {

            const Cancel = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            Cancel.prototype.link = 0;
            Cancel.prototype.incarnation = 0;
            Cancel.prototype.epoch = 0;
            Cancel.prototype.queueId = 0;
            Cancel.prototype.serial = 0;
            Cancel.prototype.expected = 0;
            Cancel.prototype.reason = 0;

            Cancel.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.link != null && $Object.hasOwnProperty.call(message, "link") && message.link !== 0)
                    writer.uint32(8).uint32(message.link);
                if (message.incarnation != null && $Object.hasOwnProperty.call(message, "incarnation") && message.incarnation !== 0)
                    writer.uint32(21).fixed32(message.incarnation);
                if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && message.epoch !== 0)
                    writer.uint32(24).uint32(message.epoch);
                if (message.queueId != null && $Object.hasOwnProperty.call(message, "queueId") && message.queueId !== 0)
                    writer.uint32(32).uint32(message.queueId);
                if (message.serial != null && $Object.hasOwnProperty.call(message, "serial") && message.serial !== 0)
                    writer.uint32(40).uint32(message.serial);
                if (message.expected != null && $Object.hasOwnProperty.call(message, "expected") && message.expected !== 0)
                    writer.uint32(48).uint32(message.expected);
                if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== 0)
                    writer.uint32(56).int32(message.reason);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return Cancel;
        })();

        v1.End = (function() {

            const End = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            End.prototype.link = 0;
            End.prototype.incarnation = 0;
            End.prototype.epoch = 0;
            End.prototype.queueId = 0;
            End.prototype.endSequence = 0;
            End.prototype.reason = 0;

            End.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.link != null && $Object.hasOwnProperty.call(message, "link") && message.link !== 0)
                    writer.uint32(8).uint32(message.link);
                if (message.incarnation != null && $Object.hasOwnProperty.call(message, "incarnation") && message.incarnation !== 0)
                    writer.uint32(21).fixed32(message.incarnation);
                if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && message.epoch !== 0)
                    writer.uint32(24).uint32(message.epoch);
                if (message.queueId != null && $Object.hasOwnProperty.call(message, "queueId") && message.queueId !== 0)
                    writer.uint32(32).uint32(message.queueId);
                if (message.endSequence != null && $Object.hasOwnProperty.call(message, "endSequence") && message.endSequence !== 0)
                    writer.uint32(40).uint32(message.endSequence);
                if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== 0)
                    writer.uint32(48).int32(message.reason);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return End;
        })();

        v1.EndAck = (function() {

            const EndAck = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            EndAck.prototype.link = 0;
            EndAck.prototype.incarnation = 0;
            EndAck.prototype.epoch = 0;
            EndAck.prototype.queueId = 0;

            EndAck.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.link != null && $Object.hasOwnProperty.call(message, "link") && message.link !== 0)
                    writer.uint32(8).uint32(message.link);
                if (message.incarnation != null && $Object.hasOwnProperty.call(message, "incarnation") && message.incarnation !== 0)
                    writer.uint32(21).fixed32(message.incarnation);
                if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && message.epoch !== 0)
                    writer.uint32(24).uint32(message.epoch);
                if (message.queueId != null && $Object.hasOwnProperty.call(message, "queueId") && message.queueId !== 0)
                    writer.uint32(32).uint32(message.queueId);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return EndAck;
        })();

        v1.Expire = (function() {

            const Expire = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            Expire.prototype.link = 0;
            Expire.prototype.incarnation = 0;
            Expire.prototype.epoch = 0;
            Expire.prototype.low = 0;
            Expire.prototype.high = 0;

            Expire.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.link != null && $Object.hasOwnProperty.call(message, "link") && message.link !== 0)
                    writer.uint32(8).uint32(message.link);
                if (message.incarnation != null && $Object.hasOwnProperty.call(message, "incarnation") && message.incarnation !== 0)
                    writer.uint32(21).fixed32(message.incarnation);
                if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && message.epoch !== 0)
                    writer.uint32(24).uint32(message.epoch);
                if (message.low != null && $Object.hasOwnProperty.call(message, "low") && message.low !== 0)
                    writer.uint32(32).uint32(message.low);
                if (message.high != null && $Object.hasOwnProperty.call(message, "high") && message.high !== 0)
                    writer.uint32(40).uint32(message.high);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return Expire;
        })();

        v1.ExpireAck = (function() {

            const ExpireAck = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            ExpireAck.prototype.link = 0;
            ExpireAck.prototype.incarnation = 0;
            ExpireAck.prototype.epoch = 0;
            ExpireAck.prototype.low = 0;
            ExpireAck.prototype.high = 0;
            ExpireAck.prototype.expected = 0;

            ExpireAck.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.link != null && $Object.hasOwnProperty.call(message, "link") && message.link !== 0)
                    writer.uint32(8).uint32(message.link);
                if (message.incarnation != null && $Object.hasOwnProperty.call(message, "incarnation") && message.incarnation !== 0)
                    writer.uint32(21).fixed32(message.incarnation);
                if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && message.epoch !== 0)
                    writer.uint32(24).uint32(message.epoch);
                if (message.low != null && $Object.hasOwnProperty.call(message, "low") && message.low !== 0)
                    writer.uint32(32).uint32(message.low);
                if (message.high != null && $Object.hasOwnProperty.call(message, "high") && message.high !== 0)
                    writer.uint32(40).uint32(message.high);
                if (message.expected != null && $Object.hasOwnProperty.call(message, "expected") && message.expected !== 0)
                    writer.uint32(48).uint32(message.expected);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return ExpireAck;
        })();

        v1.Released = (function() {

            const Released = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            Released.prototype.link = 0;
            Released.prototype.incarnation = 0;
            Released.prototype.epoch = 0;
            Released.prototype.low = 0;
            Released.prototype.high = 0;

            Released.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.link != null && $Object.hasOwnProperty.call(message, "link") && message.link !== 0)
                    writer.uint32(8).uint32(message.link);
                if (message.incarnation != null && $Object.hasOwnProperty.call(message, "incarnation") && message.incarnation !== 0)
                    writer.uint32(21).fixed32(message.incarnation);
                if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && message.epoch !== 0)
                    writer.uint32(24).uint32(message.epoch);
                if (message.low != null && $Object.hasOwnProperty.call(message, "low") && message.low !== 0)
                    writer.uint32(32).uint32(message.low);
                if (message.high != null && $Object.hasOwnProperty.call(message, "high") && message.high !== 0)
                    writer.uint32(40).uint32(message.high);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return Released;
        })();

        v1.KeepAlive = (function() {

            const KeepAlive = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            KeepAlive.prototype.link = 0;
            KeepAlive.prototype.incarnation = 0;
            KeepAlive.prototype.epoch = 0;
            KeepAlive.prototype.answer = false;
            KeepAlive.prototype.expected = 0;
            KeepAlive.prototype.freeQubits = 0;
            KeepAlive.prototype.confirmed = 0;

            KeepAlive.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.link != null && $Object.hasOwnProperty.call(message, "link") && message.link !== 0)
                    writer.uint32(8).uint32(message.link);
                if (message.incarnation != null && $Object.hasOwnProperty.call(message, "incarnation") && message.incarnation !== 0)
                    writer.uint32(21).fixed32(message.incarnation);
                if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && message.epoch !== 0)
                    writer.uint32(24).uint32(message.epoch);
                if (message.answer != null && $Object.hasOwnProperty.call(message, "answer") && message.answer !== false)
                    writer.uint32(32).bool(message.answer);
                if (message.expected != null && $Object.hasOwnProperty.call(message, "expected") && message.expected !== 0)
                    writer.uint32(40).uint32(message.expected);
                if (message.freeQubits != null && $Object.hasOwnProperty.call(message, "freeQubits") && message.freeQubits !== 0)
                    writer.uint32(48).uint32(message.freeQubits);
                if (message.confirmed != null && $Object.hasOwnProperty.call(message, "confirmed") && message.confirmed !== 0)
                    writer.uint32(56).uint32(message.confirmed);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return KeepAlive;
        })();

        v1.Basis = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "BASIS_Z"] = 0;
            values[valuesById[1] = "BASIS_X"] = 1;
            values[valuesById[2] = "BASIS_Y"] = 2;
            return values;
        })();

        v1.TestRound = (function() {

            const TestRound = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            TestRound.prototype.sequence = 0;
            TestRound.prototype.basis = 0;
            TestRound.prototype.outcome = 0;

            TestRound.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.sequence != null && $Object.hasOwnProperty.call(message, "sequence") && message.sequence !== 0)
                    writer.uint32(8).uint32(message.sequence);
                if (message.basis != null && $Object.hasOwnProperty.call(message, "basis") && message.basis !== 0)
                    writer.uint32(16).int32(message.basis);
                if (message.outcome != null && $Object.hasOwnProperty.call(message, "outcome") && message.outcome !== 0)
                    writer.uint32(24).uint32(message.outcome);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return TestRound;
        })();

        v1.TestResults = (function() {

            const TestResults = function (properties) {
                this.rounds = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            TestResults.prototype.link = 0;
            TestResults.prototype.incarnation = 0;
            TestResults.prototype.epoch = 0;
            TestResults.prototype.rounds = $util.emptyArray;

            TestResults.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.link != null && $Object.hasOwnProperty.call(message, "link") && message.link !== 0)
                    writer.uint32(8).uint32(message.link);
                if (message.incarnation != null && $Object.hasOwnProperty.call(message, "incarnation") && message.incarnation !== 0)
                    writer.uint32(21).fixed32(message.incarnation);
                if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && message.epoch !== 0)
                    writer.uint32(24).uint32(message.epoch);
                if (message.rounds != null && message.rounds.length)
                    for (let i = 0; i < message.rounds.length; ++i)
                        $root.bellwire.v1.TestRound.encode(message.rounds[i], writer.uint32(34).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return TestResults;
        })();

        v1.ScheduleBin = (function() {

            const ScheduleBin = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            ScheduleBin.prototype.start = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
            ScheduleBin.prototype.end = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
            ScheduleBin.prototype.purpose = 0;

            ScheduleBin.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.start != null && $Object.hasOwnProperty.call(message, "start") && (typeof message.start === "object" ? message.start.low || message.start.high : message.start !== 0))
                    writer.uint32(8).uint64(message.start);
                if (message.end != null && $Object.hasOwnProperty.call(message, "end") && (typeof message.end === "object" ? message.end.low || message.end.high : message.end !== 0))
                    writer.uint32(16).uint64(message.end);
                if (message.purpose != null && $Object.hasOwnProperty.call(message, "purpose") && message.purpose !== 0)
                    writer.uint32(24).uint32(message.purpose);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return ScheduleBin;
        })();

        v1.Schedule = (function() {

            const Schedule = function (properties) {
                this.bins = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            Schedule.prototype.link = 0;
            Schedule.prototype.incarnation = 0;
            Schedule.prototype.epoch = 0;
            Schedule.prototype.serial = 0;
            Schedule.prototype.firstSlot = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
            Schedule.prototype.period = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
            Schedule.prototype.bins = $util.emptyArray;

            Schedule.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.link != null && $Object.hasOwnProperty.call(message, "link") && message.link !== 0)
                    writer.uint32(8).uint32(message.link);
                if (message.incarnation != null && $Object.hasOwnProperty.call(message, "incarnation") && message.incarnation !== 0)
                    writer.uint32(21).fixed32(message.incarnation);
                if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && message.epoch !== 0)
                    writer.uint32(24).uint32(message.epoch);
                if (message.serial != null && $Object.hasOwnProperty.call(message, "serial") && message.serial !== 0)
                    writer.uint32(32).uint32(message.serial);
                if (message.firstSlot != null && $Object.hasOwnProperty.call(message, "firstSlot") && (typeof message.firstSlot === "object" ? message.firstSlot.low || message.firstSlot.high : message.firstSlot !== 0))
                    writer.uint32(40).uint64(message.firstSlot);
                if (message.period != null && $Object.hasOwnProperty.call(message, "period") && (typeof message.period === "object" ? message.period.low || message.period.high : message.period !== 0))
                    writer.uint32(48).uint64(message.period);
                if (message.bins != null && message.bins.length)
                    for (let i = 0; i < message.bins.length; ++i)
                        $root.bellwire.v1.ScheduleBin.encode(message.bins[i], writer.uint32(58).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return Schedule;
        })();

        v1.ScheduleAck = (function() {

            const ScheduleAck = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            ScheduleAck.prototype.link = 0;
            ScheduleAck.prototype.incarnation = 0;
            ScheduleAck.prototype.epoch = 0;
            ScheduleAck.prototype.serial = 0;

            ScheduleAck.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.link != null && $Object.hasOwnProperty.call(message, "link") && message.link !== 0)
                    writer.uint32(8).uint32(message.link);
                if (message.incarnation != null && $Object.hasOwnProperty.call(message, "incarnation") && message.incarnation !== 0)
                    writer.uint32(21).fixed32(message.incarnation);
                if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && message.epoch !== 0)
                    writer.uint32(24).uint32(message.epoch);
                if (message.serial != null && $Object.hasOwnProperty.call(message, "serial") && message.serial !== 0)
                    writer.uint32(32).uint32(message.serial);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return ScheduleAck;
        })();

        v1.Neighbour = (function() {

            const Neighbour = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            Neighbour.prototype.session = 0;
            Neighbour.prototype.peerSession = 0;
            Neighbour.prototype.expected = 0;
            Neighbour.prototype.node = 0;
            Neighbour.prototype.answer = false;

            Neighbour.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.session != null && $Object.hasOwnProperty.call(message, "session") && message.session !== 0)
                    writer.uint32(13).fixed32(message.session);
                if (message.peerSession != null && $Object.hasOwnProperty.call(message, "peerSession") && message.peerSession !== 0)
                    writer.uint32(21).fixed32(message.peerSession);
                if (message.expected != null && $Object.hasOwnProperty.call(message, "expected") && message.expected !== 0)
                    writer.uint32(24).uint32(message.expected);
                if (message.node != null && $Object.hasOwnProperty.call(message, "node") && message.node !== 0)
                    writer.uint32(32).uint32(message.node);
                if (message.answer != null && $Object.hasOwnProperty.call(message, "answer") && message.answer !== false)
                    writer.uint32(40).bool(message.answer);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return Neighbour;
        })();

        v1.AdvertisedPoint = (function() {

            const AdvertisedPoint = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            AdvertisedPoint.prototype.fidelity = 0;
            AdvertisedPoint.prototype.rate = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            AdvertisedPoint.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.fidelity != null && $Object.hasOwnProperty.call(message, "fidelity") && message.fidelity !== 0)
                    writer.uint32(8).uint32(message.fidelity);
                if (message.rate != null && $Object.hasOwnProperty.call(message, "rate") && (typeof message.rate === "object" ? message.rate.low || message.rate.high : message.rate !== 0))
                    writer.uint32(16).uint64(message.rate);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return AdvertisedPoint;
        })();

        v1.AdvertisedLink = (function() {

            const AdvertisedLink = function (properties) {
                this.points = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            AdvertisedLink.prototype.neighbour = 0;
            AdvertisedLink.prototype.link = 0;
            AdvertisedLink.prototype.fit = false;
            AdvertisedLink.prototype.points = $util.emptyArray;
            AdvertisedLink.prototype.promised = 0;

            AdvertisedLink.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.neighbour != null && $Object.hasOwnProperty.call(message, "neighbour") && message.neighbour !== 0)
                    writer.uint32(8).uint32(message.neighbour);
                if (message.link != null && $Object.hasOwnProperty.call(message, "link") && message.link !== 0)
                    writer.uint32(16).uint32(message.link);
                if (message.fit != null && $Object.hasOwnProperty.call(message, "fit") && message.fit !== false)
                    writer.uint32(24).bool(message.fit);
                if (message.points != null && message.points.length)
                    for (let i = 0; i < message.points.length; ++i)
                        $root.bellwire.v1.AdvertisedPoint.encode(message.points[i], writer.uint32(34).fork(), _depth + 1).ldelim();
                if (message.promised != null && $Object.hasOwnProperty.call(message, "promised") && message.promised !== 0)
                    writer.uint32(40).uint32(message.promised);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return AdvertisedLink;
        })();

        v1.Advertisement = (function() {

            const Advertisement = function (properties) {
                this.links = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            Advertisement.prototype.session = 0;
            Advertisement.prototype.peerSession = 0;
            Advertisement.prototype.serial = 0;
            Advertisement.prototype.expected = 0;
            Advertisement.prototype.origin = 0;
            Advertisement.prototype.incarnation = 0;
            Advertisement.prototype.sequence = 0;
            Advertisement.prototype.lifetime = 0;
            Advertisement.prototype.links = $util.emptyArray;
            Advertisement.prototype.swapping = 0;
            Advertisement.prototype.coherenceTime = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
            Advertisement.prototype.swapQuality = 0;
            Advertisement.prototype.swapDuration = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            Advertisement.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.session != null && $Object.hasOwnProperty.call(message, "session") && message.session !== 0)
                    writer.uint32(13).fixed32(message.session);
                if (message.peerSession != null && $Object.hasOwnProperty.call(message, "peerSession") && message.peerSession !== 0)
                    writer.uint32(21).fixed32(message.peerSession);
                if (message.serial != null && $Object.hasOwnProperty.call(message, "serial") && message.serial !== 0)
                    writer.uint32(24).uint32(message.serial);
                if (message.expected != null && $Object.hasOwnProperty.call(message, "expected") && message.expected !== 0)
                    writer.uint32(32).uint32(message.expected);
                if (message.origin != null && $Object.hasOwnProperty.call(message, "origin") && message.origin !== 0)
                    writer.uint32(40).uint32(message.origin);
                if (message.incarnation != null && $Object.hasOwnProperty.call(message, "incarnation") && message.incarnation !== 0)
                    writer.uint32(53).fixed32(message.incarnation);
                if (message.sequence != null && $Object.hasOwnProperty.call(message, "sequence") && message.sequence !== 0)
                    writer.uint32(56).uint32(message.sequence);
                if (message.lifetime != null && $Object.hasOwnProperty.call(message, "lifetime") && message.lifetime !== 0)
                    writer.uint32(64).uint32(message.lifetime);
                if (message.links != null && message.links.length)
                    for (let i = 0; i < message.links.length; ++i)
                        $root.bellwire.v1.AdvertisedLink.encode(message.links[i], writer.uint32(74).fork(), _depth + 1).ldelim();
                if (message.swapping != null && $Object.hasOwnProperty.call(message, "swapping") && message.swapping !== 0)
                    writer.uint32(80).uint32(message.swapping);
                if (message.coherenceTime != null && $Object.hasOwnProperty.call(message, "coherenceTime") && (typeof message.coherenceTime === "object" ? message.coherenceTime.low || message.coherenceTime.high : message.coherenceTime !== 0))
                    writer.uint32(88).uint64(message.coherenceTime);
                if (message.swapQuality != null && $Object.hasOwnProperty.call(message, "swapQuality") && message.swapQuality !== 0)
                    writer.uint32(96).uint32(message.swapQuality);
                if (message.swapDuration != null && $Object.hasOwnProperty.call(message, "swapDuration") && (typeof message.swapDuration === "object" ? message.swapDuration.low || message.swapDuration.high : message.swapDuration !== 0))
                    writer.uint32(104).uint64(message.swapDuration);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return Advertisement;
        })();

        v1.Hop = (function() {

            const Hop = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            Hop.prototype.node = 0;
            Hop.prototype.link = 0;
            Hop.prototype.minimumFidelity = 0;
            Hop.prototype.cutoff = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
            Hop.prototype.rate = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
            Hop.prototype.rank = 0;

            Hop.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.node != null && $Object.hasOwnProperty.call(message, "node") && message.node !== 0)
                    writer.uint32(8).uint32(message.node);
                if (message.link != null && $Object.hasOwnProperty.call(message, "link") && message.link !== 0)
                    writer.uint32(16).uint32(message.link);
                if (message.minimumFidelity != null && $Object.hasOwnProperty.call(message, "minimumFidelity") && message.minimumFidelity !== 0)
                    writer.uint32(24).uint32(message.minimumFidelity);
                if (message.cutoff != null && $Object.hasOwnProperty.call(message, "cutoff") && (typeof message.cutoff === "object" ? message.cutoff.low || message.cutoff.high : message.cutoff !== 0))
                    writer.uint32(32).uint64(message.cutoff);
                if (message.rate != null && $Object.hasOwnProperty.call(message, "rate") && (typeof message.rate === "object" ? message.rate.low || message.rate.high : message.rate !== 0))
                    writer.uint32(40).uint64(message.rate);
                if (message.rank != null && $Object.hasOwnProperty.call(message, "rank") && message.rank !== 0)
                    writer.uint32(48).uint32(message.rank);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return Hop;
        })();

        v1.DistillationProtocol = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "DISTILLATION_PROTOCOL_BBPSSW"] = 0;
            values[valuesById[1] = "DISTILLATION_PROTOCOL_DEJMPS"] = 1;
            values[valuesById[2] = "DISTILLATION_PROTOCOL_DOUBLE_SELECTION"] = 2;
            return values;
        })();

        v1.DistillationSchedule = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "DISTILLATION_SCHEDULE_NESTED"] = 0;
            values[valuesById[1] = "DISTILLATION_SCHEDULE_PUMPED"] = 1;
            return values;
        })();

        v1.Stage = (function() {

            const Stage = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            Stage.prototype.first = 0;
            Stage.prototype.last = 0;
            Stage.prototype.protocol = 0;
            Stage.prototype.schedule = 0;
            Stage.prototype.rounds = 0;

            Stage.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.first != null && $Object.hasOwnProperty.call(message, "first") && message.first !== 0)
                    writer.uint32(8).uint32(message.first);
                if (message.last != null && $Object.hasOwnProperty.call(message, "last") && message.last !== 0)
                    writer.uint32(16).uint32(message.last);
                if (message.protocol != null && $Object.hasOwnProperty.call(message, "protocol") && message.protocol !== 0)
                    writer.uint32(24).int32(message.protocol);
                if (message.schedule != null && $Object.hasOwnProperty.call(message, "schedule") && message.schedule !== 0)
                    writer.uint32(32).int32(message.schedule);
                if (message.rounds != null && $Object.hasOwnProperty.call(message, "rounds") && message.rounds !== 0)
                    writer.uint32(40).uint32(message.rounds);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return Stage;
        })();

        v1.Path = (function() {

            const Path = function (properties) {
                this.hops = [];
                this.stages = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            Path.prototype.session = 0;
            Path.prototype.peerSession = 0;
            Path.prototype.serial = 0;
            Path.prototype.expected = 0;
            Path.prototype.initiator = 0;
            Path.prototype.circuit = 0;
            Path.prototype.responder = 0;
            Path.prototype.purpose = 0;
            Path.prototype.minimumFidelity = 0;
            Path.prototype.lifetime = 0;
            Path.prototype.position = 0;
            Path.prototype.hops = $util.emptyArray;
            Path.prototype.stages = $util.emptyArray;

            Path.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.session != null && $Object.hasOwnProperty.call(message, "session") && message.session !== 0)
                    writer.uint32(13).fixed32(message.session);
                if (message.peerSession != null && $Object.hasOwnProperty.call(message, "peerSession") && message.peerSession !== 0)
                    writer.uint32(21).fixed32(message.peerSession);
                if (message.serial != null && $Object.hasOwnProperty.call(message, "serial") && message.serial !== 0)
                    writer.uint32(24).uint32(message.serial);
                if (message.expected != null && $Object.hasOwnProperty.call(message, "expected") && message.expected !== 0)
                    writer.uint32(32).uint32(message.expected);
                if (message.initiator != null && $Object.hasOwnProperty.call(message, "initiator") && message.initiator !== 0)
                    writer.uint32(40).uint32(message.initiator);
                if (message.circuit != null && $Object.hasOwnProperty.call(message, "circuit") && message.circuit !== 0)
                    writer.uint32(48).uint32(message.circuit);
                if (message.responder != null && $Object.hasOwnProperty.call(message, "responder") && message.responder !== 0)
                    writer.uint32(56).uint32(message.responder);
                if (message.purpose != null && $Object.hasOwnProperty.call(message, "purpose") && message.purpose !== 0)
                    writer.uint32(64).uint32(message.purpose);
                if (message.minimumFidelity != null && $Object.hasOwnProperty.call(message, "minimumFidelity") && message.minimumFidelity !== 0)
                    writer.uint32(72).uint32(message.minimumFidelity);
                if (message.lifetime != null && $Object.hasOwnProperty.call(message, "lifetime") && message.lifetime !== 0)
                    writer.uint32(80).uint32(message.lifetime);
                if (message.position != null && $Object.hasOwnProperty.call(message, "position") && message.position !== 0)
                    writer.uint32(88).uint32(message.position);
                if (message.hops != null && message.hops.length)
                    for (let i = 0; i < message.hops.length; ++i)
                        $root.bellwire.v1.Hop.encode(message.hops[i], writer.uint32(98).fork(), _depth + 1).ldelim();
                if (message.stages != null && message.stages.length)
                    for (let i = 0; i < message.stages.length; ++i)
                        $root.bellwire.v1.Stage.encode(message.stages[i], writer.uint32(106).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return Path;
        })();

        v1.Resv = (function() {

            const Resv = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            Resv.prototype.session = 0;
            Resv.prototype.peerSession = 0;
            Resv.prototype.serial = 0;
            Resv.prototype.expected = 0;
            Resv.prototype.initiator = 0;
            Resv.prototype.circuit = 0;
            Resv.prototype.label = 0;
            Resv.prototype.window = 0;

            Resv.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.session != null && $Object.hasOwnProperty.call(message, "session") && message.session !== 0)
                    writer.uint32(13).fixed32(message.session);
                if (message.peerSession != null && $Object.hasOwnProperty.call(message, "peerSession") && message.peerSession !== 0)
                    writer.uint32(21).fixed32(message.peerSession);
                if (message.serial != null && $Object.hasOwnProperty.call(message, "serial") && message.serial !== 0)
                    writer.uint32(24).uint32(message.serial);
                if (message.expected != null && $Object.hasOwnProperty.call(message, "expected") && message.expected !== 0)
                    writer.uint32(32).uint32(message.expected);
                if (message.initiator != null && $Object.hasOwnProperty.call(message, "initiator") && message.initiator !== 0)
                    writer.uint32(40).uint32(message.initiator);
                if (message.circuit != null && $Object.hasOwnProperty.call(message, "circuit") && message.circuit !== 0)
                    writer.uint32(48).uint32(message.circuit);
                if (message.label != null && $Object.hasOwnProperty.call(message, "label") && message.label !== 0)
                    writer.uint32(56).uint32(message.label);
                if (message.window != null && $Object.hasOwnProperty.call(message, "window") && message.window !== 0)
                    writer.uint32(64).uint32(message.window);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return Resv;
        })();

        v1.ResvConf = (function() {

            const ResvConf = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            ResvConf.prototype.session = 0;
            ResvConf.prototype.peerSession = 0;
            ResvConf.prototype.serial = 0;
            ResvConf.prototype.expected = 0;
            ResvConf.prototype.initiator = 0;
            ResvConf.prototype.circuit = 0;

            ResvConf.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.session != null && $Object.hasOwnProperty.call(message, "session") && message.session !== 0)
                    writer.uint32(13).fixed32(message.session);
                if (message.peerSession != null && $Object.hasOwnProperty.call(message, "peerSession") && message.peerSession !== 0)
                    writer.uint32(21).fixed32(message.peerSession);
                if (message.serial != null && $Object.hasOwnProperty.call(message, "serial") && message.serial !== 0)
                    writer.uint32(24).uint32(message.serial);
                if (message.expected != null && $Object.hasOwnProperty.call(message, "expected") && message.expected !== 0)
                    writer.uint32(32).uint32(message.expected);
                if (message.initiator != null && $Object.hasOwnProperty.call(message, "initiator") && message.initiator !== 0)
                    writer.uint32(40).uint32(message.initiator);
                if (message.circuit != null && $Object.hasOwnProperty.call(message, "circuit") && message.circuit !== 0)
                    writer.uint32(48).uint32(message.circuit);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return ResvConf;
        })();

        v1.Tear = (function() {

            const Tear = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            Tear.prototype.session = 0;
            Tear.prototype.peerSession = 0;
            Tear.prototype.serial = 0;
            Tear.prototype.expected = 0;
            Tear.prototype.initiator = 0;
            Tear.prototype.circuit = 0;
            Tear.prototype.reason = 0;

            Tear.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.session != null && $Object.hasOwnProperty.call(message, "session") && message.session !== 0)
                    writer.uint32(13).fixed32(message.session);
                if (message.peerSession != null && $Object.hasOwnProperty.call(message, "peerSession") && message.peerSession !== 0)
                    writer.uint32(21).fixed32(message.peerSession);
                if (message.serial != null && $Object.hasOwnProperty.call(message, "serial") && message.serial !== 0)
                    writer.uint32(24).uint32(message.serial);
                if (message.expected != null && $Object.hasOwnProperty.call(message, "expected") && message.expected !== 0)
                    writer.uint32(32).uint32(message.expected);
                if (message.initiator != null && $Object.hasOwnProperty.call(message, "initiator") && message.initiator !== 0)
                    writer.uint32(40).uint32(message.initiator);
                if (message.circuit != null && $Object.hasOwnProperty.call(message, "circuit") && message.circuit !== 0)
                    writer.uint32(48).uint32(message.circuit);
                if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== 0)
                    writer.uint32(56).int32(message.reason);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return Tear;
        })();

        v1.CircuitErr = (function() {

            const CircuitErr = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            CircuitErr.prototype.session = 0;
            CircuitErr.prototype.peerSession = 0;
            CircuitErr.prototype.serial = 0;
            CircuitErr.prototype.expected = 0;
            CircuitErr.prototype.initiator = 0;
            CircuitErr.prototype.circuit = 0;
            CircuitErr.prototype.node = 0;
            CircuitErr.prototype.reason = 0;

            CircuitErr.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.session != null && $Object.hasOwnProperty.call(message, "session") && message.session !== 0)
                    writer.uint32(13).fixed32(message.session);
                if (message.peerSession != null && $Object.hasOwnProperty.call(message, "peerSession") && message.peerSession !== 0)
                    writer.uint32(21).fixed32(message.peerSession);
                if (message.serial != null && $Object.hasOwnProperty.call(message, "serial") && message.serial !== 0)
                    writer.uint32(24).uint32(message.serial);
                if (message.expected != null && $Object.hasOwnProperty.call(message, "expected") && message.expected !== 0)
                    writer.uint32(32).uint32(message.expected);
                if (message.initiator != null && $Object.hasOwnProperty.call(message, "initiator") && message.initiator !== 0)
                    writer.uint32(40).uint32(message.initiator);
                if (message.circuit != null && $Object.hasOwnProperty.call(message, "circuit") && message.circuit !== 0)
                    writer.uint32(48).uint32(message.circuit);
                if (message.node != null && $Object.hasOwnProperty.call(message, "node") && message.node !== 0)
                    writer.uint32(56).uint32(message.node);
                if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== 0)
                    writer.uint32(64).int32(message.reason);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return CircuitErr;
        })();

        v1.Forward = (function() {

            const Forward = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            Forward.prototype.session = 0;
            Forward.prototype.peerSession = 0;
            Forward.prototype.serial = 0;
            Forward.prototype.expected = 0;
            Forward.prototype.initiator = 0;
            Forward.prototype.circuit = 0;
            Forward.prototype.request = 0;
            Forward.prototype.kind = 0;
            Forward.prototype.number = 0;
            Forward.prototype.early = false;
            Forward.prototype.originator = null;
            Forward.prototype.responder = null;
            Forward.prototype.raw = false;
            Forward.prototype.test = false;

            Forward.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.session != null && $Object.hasOwnProperty.call(message, "session") && message.session !== 0)
                    writer.uint32(13).fixed32(message.session);
                if (message.peerSession != null && $Object.hasOwnProperty.call(message, "peerSession") && message.peerSession !== 0)
                    writer.uint32(21).fixed32(message.peerSession);
                if (message.serial != null && $Object.hasOwnProperty.call(message, "serial") && message.serial !== 0)
                    writer.uint32(24).uint32(message.serial);
                if (message.expected != null && $Object.hasOwnProperty.call(message, "expected") && message.expected !== 0)
                    writer.uint32(32).uint32(message.expected);
                if (message.initiator != null && $Object.hasOwnProperty.call(message, "initiator") && message.initiator !== 0)
                    writer.uint32(40).uint32(message.initiator);
                if (message.circuit != null && $Object.hasOwnProperty.call(message, "circuit") && message.circuit !== 0)
                    writer.uint32(48).uint32(message.circuit);
                if (message.request != null && $Object.hasOwnProperty.call(message, "request") && message.request !== 0)
                    writer.uint32(56).uint32(message.request);
                if (message.kind != null && $Object.hasOwnProperty.call(message, "kind") && message.kind !== 0)
                    writer.uint32(64).int32(message.kind);
                if (message.number != null && $Object.hasOwnProperty.call(message, "number") && message.number !== 0)
                    writer.uint32(72).uint32(message.number);
                if (message.early != null && $Object.hasOwnProperty.call(message, "early") && message.early !== false)
                    writer.uint32(80).bool(message.early);
                if (message.originator != null && $Object.hasOwnProperty.call(message, "originator"))
                    $root.bellwire.v1.Measurement.encode(message.originator, writer.uint32(90).fork(), _depth + 1).ldelim();
                if (message.responder != null && $Object.hasOwnProperty.call(message, "responder"))
                    $root.bellwire.v1.Measurement.encode(message.responder, writer.uint32(98).fork(), _depth + 1).ldelim();
                if (message.raw != null && $Object.hasOwnProperty.call(message, "raw") && message.raw !== false)
                    writer.uint32(104).bool(message.raw);
                if (message.test != null && $Object.hasOwnProperty.call(message, "test") && message.test !== false)
                    writer.uint32(112).bool(message.test);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return Forward;
        })();

        v1.Complete = (function() {

            const Complete = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            Complete.prototype.session = 0;
            Complete.prototype.peerSession = 0;
            Complete.prototype.serial = 0;
            Complete.prototype.expected = 0;
            Complete.prototype.initiator = 0;
            Complete.prototype.circuit = 0;
            Complete.prototype.request = 0;
            Complete.prototype.reason = 0;

            Complete.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.session != null && $Object.hasOwnProperty.call(message, "session") && message.session !== 0)
                    writer.uint32(13).fixed32(message.session);
                if (message.peerSession != null && $Object.hasOwnProperty.call(message, "peerSession") && message.peerSession !== 0)
                    writer.uint32(21).fixed32(message.peerSession);
                if (message.serial != null && $Object.hasOwnProperty.call(message, "serial") && message.serial !== 0)
                    writer.uint32(24).uint32(message.serial);
                if (message.expected != null && $Object.hasOwnProperty.call(message, "expected") && message.expected !== 0)
                    writer.uint32(32).uint32(message.expected);
                if (message.initiator != null && $Object.hasOwnProperty.call(message, "initiator") && message.initiator !== 0)
                    writer.uint32(40).uint32(message.initiator);
                if (message.circuit != null && $Object.hasOwnProperty.call(message, "circuit") && message.circuit !== 0)
                    writer.uint32(48).uint32(message.circuit);
                if (message.request != null && $Object.hasOwnProperty.call(message, "request") && message.request !== 0)
                    writer.uint32(56).uint32(message.request);
                if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== 0)
                    writer.uint32(64).int32(message.reason);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return Complete;
        })();

        v1.Track = (function() {

            const Track = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            Track.prototype.session = 0;
            Track.prototype.peerSession = 0;
            Track.prototype.serial = 0;
            Track.prototype.expected = 0;
            Track.prototype.initiator = 0;
            Track.prototype.circuit = 0;
            Track.prototype.request = 0;
            Track.prototype.originEpoch = 0;
            Track.prototype.originSequence = 0;
            Track.prototype.epoch = 0;
            Track.prototype.sequence = 0;
            Track.prototype.bellIndex = 0;
            Track.prototype.fidelity = 0;

            Track.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.session != null && $Object.hasOwnProperty.call(message, "session") && message.session !== 0)
                    writer.uint32(13).fixed32(message.session);
                if (message.peerSession != null && $Object.hasOwnProperty.call(message, "peerSession") && message.peerSession !== 0)
                    writer.uint32(21).fixed32(message.peerSession);
                if (message.serial != null && $Object.hasOwnProperty.call(message, "serial") && message.serial !== 0)
                    writer.uint32(24).uint32(message.serial);
                if (message.expected != null && $Object.hasOwnProperty.call(message, "expected") && message.expected !== 0)
                    writer.uint32(32).uint32(message.expected);
                if (message.initiator != null && $Object.hasOwnProperty.call(message, "initiator") && message.initiator !== 0)
                    writer.uint32(40).uint32(message.initiator);
                if (message.circuit != null && $Object.hasOwnProperty.call(message, "circuit") && message.circuit !== 0)
                    writer.uint32(48).uint32(message.circuit);
                if (message.request != null && $Object.hasOwnProperty.call(message, "request") && message.request !== 0)
                    writer.uint32(56).uint32(message.request);
                if (message.originEpoch != null && $Object.hasOwnProperty.call(message, "originEpoch") && message.originEpoch !== 0)
                    writer.uint32(64).uint32(message.originEpoch);
                if (message.originSequence != null && $Object.hasOwnProperty.call(message, "originSequence") && message.originSequence !== 0)
                    writer.uint32(72).uint32(message.originSequence);
                if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && message.epoch !== 0)
                    writer.uint32(80).uint32(message.epoch);
                if (message.sequence != null && $Object.hasOwnProperty.call(message, "sequence") && message.sequence !== 0)
                    writer.uint32(88).uint32(message.sequence);
                if (message.bellIndex != null && $Object.hasOwnProperty.call(message, "bellIndex") && message.bellIndex !== 0)
                    writer.uint32(96).int32(message.bellIndex);
                if (message.fidelity != null && $Object.hasOwnProperty.call(message, "fidelity") && message.fidelity !== 0)
                    writer.uint32(104).uint32(message.fidelity);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return Track;
        })();

        v1.PairExpire = (function() {

            const PairExpire = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            PairExpire.prototype.session = 0;
            PairExpire.prototype.peerSession = 0;
            PairExpire.prototype.serial = 0;
            PairExpire.prototype.expected = 0;
            PairExpire.prototype.initiator = 0;
            PairExpire.prototype.circuit = 0;
            PairExpire.prototype.epoch = 0;
            PairExpire.prototype.sequence = 0;

            PairExpire.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.session != null && $Object.hasOwnProperty.call(message, "session") && message.session !== 0)
                    writer.uint32(13).fixed32(message.session);
                if (message.peerSession != null && $Object.hasOwnProperty.call(message, "peerSession") && message.peerSession !== 0)
                    writer.uint32(21).fixed32(message.peerSession);
                if (message.serial != null && $Object.hasOwnProperty.call(message, "serial") && message.serial !== 0)
                    writer.uint32(24).uint32(message.serial);
                if (message.expected != null && $Object.hasOwnProperty.call(message, "expected") && message.expected !== 0)
                    writer.uint32(32).uint32(message.expected);
                if (message.initiator != null && $Object.hasOwnProperty.call(message, "initiator") && message.initiator !== 0)
                    writer.uint32(40).uint32(message.initiator);
                if (message.circuit != null && $Object.hasOwnProperty.call(message, "circuit") && message.circuit !== 0)
                    writer.uint32(48).uint32(message.circuit);
                if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && message.epoch !== 0)
                    writer.uint32(56).uint32(message.epoch);
                if (message.sequence != null && $Object.hasOwnProperty.call(message, "sequence") && message.sequence !== 0)
                    writer.uint32(64).uint32(message.sequence);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return PairExpire;
        })();

        v1.Credit = (function() {

            const Credit = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            Credit.prototype.session = 0;
            Credit.prototype.peerSession = 0;
            Credit.prototype.serial = 0;
            Credit.prototype.expected = 0;
            Credit.prototype.initiator = 0;
            Credit.prototype.circuit = 0;
            Credit.prototype.window = 0;
            Credit.prototype.epoch = 0;
            Credit.prototype.sequence = 0;

            Credit.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.session != null && $Object.hasOwnProperty.call(message, "session") && message.session !== 0)
                    writer.uint32(13).fixed32(message.session);
                if (message.peerSession != null && $Object.hasOwnProperty.call(message, "peerSession") && message.peerSession !== 0)
                    writer.uint32(21).fixed32(message.peerSession);
                if (message.serial != null && $Object.hasOwnProperty.call(message, "serial") && message.serial !== 0)
                    writer.uint32(24).uint32(message.serial);
                if (message.expected != null && $Object.hasOwnProperty.call(message, "expected") && message.expected !== 0)
                    writer.uint32(32).uint32(message.expected);
                if (message.initiator != null && $Object.hasOwnProperty.call(message, "initiator") && message.initiator !== 0)
                    writer.uint32(40).uint32(message.initiator);
                if (message.circuit != null && $Object.hasOwnProperty.call(message, "circuit") && message.circuit !== 0)
                    writer.uint32(48).uint32(message.circuit);
                if (message.window != null && $Object.hasOwnProperty.call(message, "window") && message.window !== 0)
                    writer.uint32(56).uint32(message.window);
                if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && message.epoch !== 0)
                    writer.uint32(64).uint32(message.epoch);
                if (message.sequence != null && $Object.hasOwnProperty.call(message, "sequence") && message.sequence !== 0)
                    writer.uint32(72).uint32(message.sequence);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return Credit;
        })();

        v1.Reach = (function() {

            const Reach = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            Reach.prototype.session = 0;
            Reach.prototype.peerSession = 0;
            Reach.prototype.serial = 0;
            Reach.prototype.expected = 0;
            Reach.prototype.initiator = 0;
            Reach.prototype.circuit = 0;
            Reach.prototype.epoch = 0;
            Reach.prototype.sequence = 0;
            Reach.prototype.position = 0;

            Reach.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.session != null && $Object.hasOwnProperty.call(message, "session") && message.session !== 0)
                    writer.uint32(13).fixed32(message.session);
                if (message.peerSession != null && $Object.hasOwnProperty.call(message, "peerSession") && message.peerSession !== 0)
                    writer.uint32(21).fixed32(message.peerSession);
                if (message.serial != null && $Object.hasOwnProperty.call(message, "serial") && message.serial !== 0)
                    writer.uint32(24).uint32(message.serial);
                if (message.expected != null && $Object.hasOwnProperty.call(message, "expected") && message.expected !== 0)
                    writer.uint32(32).uint32(message.expected);
                if (message.initiator != null && $Object.hasOwnProperty.call(message, "initiator") && message.initiator !== 0)
                    writer.uint32(40).uint32(message.initiator);
                if (message.circuit != null && $Object.hasOwnProperty.call(message, "circuit") && message.circuit !== 0)
                    writer.uint32(48).uint32(message.circuit);
                if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && message.epoch !== 0)
                    writer.uint32(56).uint32(message.epoch);
                if (message.sequence != null && $Object.hasOwnProperty.call(message, "sequence") && message.sequence !== 0)
                    writer.uint32(64).uint32(message.sequence);
                if (message.position != null && $Object.hasOwnProperty.call(message, "position") && message.position !== 0)
                    writer.uint32(72).uint32(message.position);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return Reach;
        })();

        v1.PairName = (function() {

            const PairName = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            PairName.prototype.epoch = 0;
            PairName.prototype.sequence = 0;

            PairName.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && message.epoch !== 0)
                    writer.uint32(8).uint32(message.epoch);
                if (message.sequence != null && $Object.hasOwnProperty.call(message, "sequence") && message.sequence !== 0)
                    writer.uint32(16).uint32(message.sequence);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return PairName;
        })();

        v1.CircuitTest = (function() {

            const CircuitTest = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            CircuitTest.prototype.epoch = 0;
            CircuitTest.prototype.sequence = 0;
            CircuitTest.prototype.basis = 0;
            CircuitTest.prototype.outcome = 0;

            CircuitTest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && message.epoch !== 0)
                    writer.uint32(8).uint32(message.epoch);
                if (message.sequence != null && $Object.hasOwnProperty.call(message, "sequence") && message.sequence !== 0)
                    writer.uint32(16).uint32(message.sequence);
                if (message.basis != null && $Object.hasOwnProperty.call(message, "basis") && message.basis !== 0)
                    writer.uint32(24).uint32(message.basis);
                if (message.outcome != null && $Object.hasOwnProperty.call(message, "outcome") && message.outcome !== 0)
                    writer.uint32(32).uint32(message.outcome);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return CircuitTest;
        })();

        v1.Settle = (function() {

            const Settle = function (properties) {
                this.pairs = [];
                this.lost = [];
                this.tests = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            Settle.prototype.session = 0;
            Settle.prototype.peerSession = 0;
            Settle.prototype.serial = 0;
            Settle.prototype.expected = 0;
            Settle.prototype.initiator = 0;
            Settle.prototype.circuit = 0;
            Settle.prototype.source = 0;
            Settle.prototype.target = 0;
            Settle.prototype.hopLimit = 0;
            Settle.prototype.number = 0;
            Settle.prototype.pairs = $util.emptyArray;
            Settle.prototype.last = false;
            Settle.prototype.lost = $util.emptyArray;
            Settle.prototype.tests = $util.emptyArray;

            Settle.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.session != null && $Object.hasOwnProperty.call(message, "session") && message.session !== 0)
                    writer.uint32(13).fixed32(message.session);
                if (message.peerSession != null && $Object.hasOwnProperty.call(message, "peerSession") && message.peerSession !== 0)
                    writer.uint32(21).fixed32(message.peerSession);
                if (message.serial != null && $Object.hasOwnProperty.call(message, "serial") && message.serial !== 0)
                    writer.uint32(24).uint32(message.serial);
                if (message.expected != null && $Object.hasOwnProperty.call(message, "expected") && message.expected !== 0)
                    writer.uint32(32).uint32(message.expected);
                if (message.initiator != null && $Object.hasOwnProperty.call(message, "initiator") && message.initiator !== 0)
                    writer.uint32(40).uint32(message.initiator);
                if (message.circuit != null && $Object.hasOwnProperty.call(message, "circuit") && message.circuit !== 0)
                    writer.uint32(48).uint32(message.circuit);
                if (message.source != null && $Object.hasOwnProperty.call(message, "source") && message.source !== 0)
                    writer.uint32(56).uint32(message.source);
                if (message.target != null && $Object.hasOwnProperty.call(message, "target") && message.target !== 0)
                    writer.uint32(64).uint32(message.target);
                if (message.hopLimit != null && $Object.hasOwnProperty.call(message, "hopLimit") && message.hopLimit !== 0)
                    writer.uint32(72).uint32(message.hopLimit);
                if (message.number != null && $Object.hasOwnProperty.call(message, "number") && message.number !== 0)
                    writer.uint32(80).uint32(message.number);
                if (message.pairs != null && message.pairs.length)
                    for (let i = 0; i < message.pairs.length; ++i)
                        $root.bellwire.v1.PairName.encode(message.pairs[i], writer.uint32(90).fork(), _depth + 1).ldelim();
                if (message.last != null && $Object.hasOwnProperty.call(message, "last") && message.last !== false)
                    writer.uint32(96).bool(message.last);
                if (message.lost != null && message.lost.length)
                    for (let i = 0; i < message.lost.length; ++i)
                        $root.bellwire.v1.PairName.encode(message.lost[i], writer.uint32(106).fork(), _depth + 1).ldelim();
                if (message.tests != null && message.tests.length)
                    for (let i = 0; i < message.tests.length; ++i)
                        $root.bellwire.v1.CircuitTest.encode(message.tests[i], writer.uint32(114).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return Settle;
        })();

        v1.Settled = (function() {

            const Settled = function (properties) {
                this.refused = [];
                this.open = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            Settled.prototype.session = 0;
            Settled.prototype.peerSession = 0;
            Settled.prototype.serial = 0;
            Settled.prototype.expected = 0;
            Settled.prototype.initiator = 0;
            Settled.prototype.circuit = 0;
            Settled.prototype.source = 0;
            Settled.prototype.target = 0;
            Settled.prototype.hopLimit = 0;
            Settled.prototype.number = 0;
            Settled.prototype.refused = $util.emptyArray;
            Settled.prototype.known = false;
            Settled.prototype.open = $util.emptyArray;

            Settled.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.session != null && $Object.hasOwnProperty.call(message, "session") && message.session !== 0)
                    writer.uint32(13).fixed32(message.session);
                if (message.peerSession != null && $Object.hasOwnProperty.call(message, "peerSession") && message.peerSession !== 0)
                    writer.uint32(21).fixed32(message.peerSession);
                if (message.serial != null && $Object.hasOwnProperty.call(message, "serial") && message.serial !== 0)
                    writer.uint32(24).uint32(message.serial);
                if (message.expected != null && $Object.hasOwnProperty.call(message, "expected") && message.expected !== 0)
                    writer.uint32(32).uint32(message.expected);
                if (message.initiator != null && $Object.hasOwnProperty.call(message, "initiator") && message.initiator !== 0)
                    writer.uint32(40).uint32(message.initiator);
                if (message.circuit != null && $Object.hasOwnProperty.call(message, "circuit") && message.circuit !== 0)
                    writer.uint32(48).uint32(message.circuit);
                if (message.source != null && $Object.hasOwnProperty.call(message, "source") && message.source !== 0)
                    writer.uint32(56).uint32(message.source);
                if (message.target != null && $Object.hasOwnProperty.call(message, "target") && message.target !== 0)
                    writer.uint32(64).uint32(message.target);
                if (message.hopLimit != null && $Object.hasOwnProperty.call(message, "hopLimit") && message.hopLimit !== 0)
                    writer.uint32(72).uint32(message.hopLimit);
                if (message.number != null && $Object.hasOwnProperty.call(message, "number") && message.number !== 0)
                    writer.uint32(80).uint32(message.number);
                if (message.refused != null && message.refused.length)
                    for (let i = 0; i < message.refused.length; ++i)
                        $root.bellwire.v1.PairName.encode(message.refused[i], writer.uint32(90).fork(), _depth + 1).ldelim();
                if (message.known != null && $Object.hasOwnProperty.call(message, "known") && message.known !== false)
                    writer.uint32(96).bool(message.known);
                if (message.open != null && message.open.length)
                    for (let i = 0; i < message.open.length; ++i)
                        $root.bellwire.v1.PairName.encode(message.open[i], writer.uint32(106).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return Settled;
        })();

        v1.Distil = (function() {

            const Distil = function (properties) {
                this.sacrificed = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            Distil.prototype.session = 0;
            Distil.prototype.peerSession = 0;
            Distil.prototype.serial = 0;
            Distil.prototype.expected = 0;
            Distil.prototype.initiator = 0;
            Distil.prototype.circuit = 0;
            Distil.prototype.stage = 0;
            Distil.prototype.kept = null;
            Distil.prototype.sacrificed = $util.emptyArray;
            Distil.prototype.level = 0;
            Distil.prototype.outcomes = 0;
            Distil.prototype.twirl = 0;
            Distil.prototype.request = 0;

            Distil.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.session != null && $Object.hasOwnProperty.call(message, "session") && message.session !== 0)
                    writer.uint32(13).fixed32(message.session);
                if (message.peerSession != null && $Object.hasOwnProperty.call(message, "peerSession") && message.peerSession !== 0)
                    writer.uint32(21).fixed32(message.peerSession);
                if (message.serial != null && $Object.hasOwnProperty.call(message, "serial") && message.serial !== 0)
                    writer.uint32(24).uint32(message.serial);
                if (message.expected != null && $Object.hasOwnProperty.call(message, "expected") && message.expected !== 0)
                    writer.uint32(32).uint32(message.expected);
                if (message.initiator != null && $Object.hasOwnProperty.call(message, "initiator") && message.initiator !== 0)
                    writer.uint32(40).uint32(message.initiator);
                if (message.circuit != null && $Object.hasOwnProperty.call(message, "circuit") && message.circuit !== 0)
                    writer.uint32(48).uint32(message.circuit);
                if (message.stage != null && $Object.hasOwnProperty.call(message, "stage") && message.stage !== 0)
                    writer.uint32(56).uint32(message.stage);
                if (message.kept != null && $Object.hasOwnProperty.call(message, "kept"))
                    $root.bellwire.v1.PairName.encode(message.kept, writer.uint32(66).fork(), _depth + 1).ldelim();
                if (message.sacrificed != null && message.sacrificed.length)
                    for (let i = 0; i < message.sacrificed.length; ++i)
                        $root.bellwire.v1.PairName.encode(message.sacrificed[i], writer.uint32(74).fork(), _depth + 1).ldelim();
                if (message.level != null && $Object.hasOwnProperty.call(message, "level") && message.level !== 0)
                    writer.uint32(80).uint32(message.level);
                if (message.outcomes != null && $Object.hasOwnProperty.call(message, "outcomes") && message.outcomes !== 0)
                    writer.uint32(88).uint32(message.outcomes);
                if (message.twirl != null && $Object.hasOwnProperty.call(message, "twirl") && message.twirl !== 0)
                    writer.uint32(96).uint32(message.twirl);
                if (message.request != null && $Object.hasOwnProperty.call(message, "request") && message.request !== 0)
                    writer.uint32(104).uint32(message.request);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return Distil;
        })();

        v1.Distilled = (function() {

            const Distilled = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            Distilled.prototype.session = 0;
            Distilled.prototype.peerSession = 0;
            Distilled.prototype.serial = 0;
            Distilled.prototype.expected = 0;
            Distilled.prototype.initiator = 0;
            Distilled.prototype.circuit = 0;
            Distilled.prototype.stage = 0;
            Distilled.prototype.kept = null;
            Distilled.prototype.outcomes = 0;

            Distilled.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.session != null && $Object.hasOwnProperty.call(message, "session") && message.session !== 0)
                    writer.uint32(13).fixed32(message.session);
                if (message.peerSession != null && $Object.hasOwnProperty.call(message, "peerSession") && message.peerSession !== 0)
                    writer.uint32(21).fixed32(message.peerSession);
                if (message.serial != null && $Object.hasOwnProperty.call(message, "serial") && message.serial !== 0)
                    writer.uint32(24).uint32(message.serial);
                if (message.expected != null && $Object.hasOwnProperty.call(message, "expected") && message.expected !== 0)
                    writer.uint32(32).uint32(message.expected);
                if (message.initiator != null && $Object.hasOwnProperty.call(message, "initiator") && message.initiator !== 0)
                    writer.uint32(40).uint32(message.initiator);
                if (message.circuit != null && $Object.hasOwnProperty.call(message, "circuit") && message.circuit !== 0)
                    writer.uint32(48).uint32(message.circuit);
                if (message.stage != null && $Object.hasOwnProperty.call(message, "stage") && message.stage !== 0)
                    writer.uint32(56).uint32(message.stage);
                if (message.kept != null && $Object.hasOwnProperty.call(message, "kept"))
                    $root.bellwire.v1.PairName.encode(message.kept, writer.uint32(66).fork(), _depth + 1).ldelim();
                if (message.outcomes != null && $Object.hasOwnProperty.call(message, "outcomes") && message.outcomes !== 0)
                    writer.uint32(72).uint32(message.outcomes);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return Distilled;
        })();

        v1.StageExpire = (function() {

            const StageExpire = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            StageExpire.prototype.session = 0;
            StageExpire.prototype.peerSession = 0;
            StageExpire.prototype.serial = 0;
            StageExpire.prototype.expected = 0;
            StageExpire.prototype.initiator = 0;
            StageExpire.prototype.circuit = 0;
            StageExpire.prototype.stage = 0;
            StageExpire.prototype.epoch = 0;
            StageExpire.prototype.sequence = 0;

            StageExpire.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.session != null && $Object.hasOwnProperty.call(message, "session") && message.session !== 0)
                    writer.uint32(13).fixed32(message.session);
                if (message.peerSession != null && $Object.hasOwnProperty.call(message, "peerSession") && message.peerSession !== 0)
                    writer.uint32(21).fixed32(message.peerSession);
                if (message.serial != null && $Object.hasOwnProperty.call(message, "serial") && message.serial !== 0)
                    writer.uint32(24).uint32(message.serial);
                if (message.expected != null && $Object.hasOwnProperty.call(message, "expected") && message.expected !== 0)
                    writer.uint32(32).uint32(message.expected);
                if (message.initiator != null && $Object.hasOwnProperty.call(message, "initiator") && message.initiator !== 0)
                    writer.uint32(40).uint32(message.initiator);
                if (message.circuit != null && $Object.hasOwnProperty.call(message, "circuit") && message.circuit !== 0)
                    writer.uint32(48).uint32(message.circuit);
                if (message.stage != null && $Object.hasOwnProperty.call(message, "stage") && message.stage !== 0)
                    writer.uint32(56).uint32(message.stage);
                if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && message.epoch !== 0)
                    writer.uint32(64).uint32(message.epoch);
                if (message.sequence != null && $Object.hasOwnProperty.call(message, "sequence") && message.sequence !== 0)
                    writer.uint32(72).uint32(message.sequence);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return StageExpire;
        })();

        v1.Ask = (function() {

            const Ask = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            Ask.prototype.dialogue = 0;
            Ask.prototype.purpose = 0;
            Ask.prototype.step = 0;
            Ask.prototype.body = $util.newBuffer([]);

            Ask.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.dialogue != null && $Object.hasOwnProperty.call(message, "dialogue") && message.dialogue !== 0)
                    writer.uint32(13).fixed32(message.dialogue);
                if (message.purpose != null && $Object.hasOwnProperty.call(message, "purpose") && message.purpose !== 0)
                    writer.uint32(16).uint32(message.purpose);
                if (message.step != null && $Object.hasOwnProperty.call(message, "step") && message.step !== 0)
                    writer.uint32(24).uint32(message.step);
                if (message.body != null && $Object.hasOwnProperty.call(message, "body") && message.body.length)
                    writer.uint32(34).bytes(message.body);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return Ask;
        })();

        v1.Answer = (function() {

            const Answer = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            Answer.prototype.dialogue = 0;
            Answer.prototype.purpose = 0;
            Answer.prototype.step = 0;
            Answer.prototype.body = $util.newBuffer([]);
            Answer.prototype.error = 0;

            Answer.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.dialogue != null && $Object.hasOwnProperty.call(message, "dialogue") && message.dialogue !== 0)
                    writer.uint32(13).fixed32(message.dialogue);
                if (message.purpose != null && $Object.hasOwnProperty.call(message, "purpose") && message.purpose !== 0)
                    writer.uint32(16).uint32(message.purpose);
                if (message.step != null && $Object.hasOwnProperty.call(message, "step") && message.step !== 0)
                    writer.uint32(24).uint32(message.step);
                if (message.body != null && $Object.hasOwnProperty.call(message, "body") && message.body.length)
                    writer.uint32(34).bytes(message.body);
                if (message.error != null && $Object.hasOwnProperty.call(message, "error") && message.error !== 0)
                    writer.uint32(40).int32(message.error);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return Answer;
        })();

        v1.Correction = (function() {

            const Correction = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            Correction.prototype.purpose = 0;
            Correction.prototype.initiator = 0;
            Correction.prototype.circuit = 0;
            Correction.prototype.headEpoch = 0;
            Correction.prototype.headSequence = 0;
            Correction.prototype.tailEpoch = 0;
            Correction.prototype.tailSequence = 0;
            Correction.prototype.pauli = 0;

            Correction.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.purpose != null && $Object.hasOwnProperty.call(message, "purpose") && message.purpose !== 0)
                    writer.uint32(8).uint32(message.purpose);
                if (message.initiator != null && $Object.hasOwnProperty.call(message, "initiator") && message.initiator !== 0)
                    writer.uint32(16).uint32(message.initiator);
                if (message.circuit != null && $Object.hasOwnProperty.call(message, "circuit") && message.circuit !== 0)
                    writer.uint32(24).uint32(message.circuit);
                if (message.headEpoch != null && $Object.hasOwnProperty.call(message, "headEpoch") && message.headEpoch !== 0)
                    writer.uint32(32).uint32(message.headEpoch);
                if (message.headSequence != null && $Object.hasOwnProperty.call(message, "headSequence") && message.headSequence !== 0)
                    writer.uint32(40).uint32(message.headSequence);
                if (message.tailEpoch != null && $Object.hasOwnProperty.call(message, "tailEpoch") && message.tailEpoch !== 0)
                    writer.uint32(48).uint32(message.tailEpoch);
                if (message.tailSequence != null && $Object.hasOwnProperty.call(message, "tailSequence") && message.tailSequence !== 0)
                    writer.uint32(56).uint32(message.tailSequence);
                if (message.pauli != null && $Object.hasOwnProperty.call(message, "pauli") && message.pauli !== 0)
                    writer.uint32(64).uint32(message.pauli);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return Correction;
        })();

        v1.CorrectionAck = (function() {

            const CorrectionAck = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            CorrectionAck.prototype.purpose = 0;
            CorrectionAck.prototype.initiator = 0;
            CorrectionAck.prototype.circuit = 0;
            CorrectionAck.prototype.headEpoch = 0;
            CorrectionAck.prototype.headSequence = 0;
            CorrectionAck.prototype.tailEpoch = 0;
            CorrectionAck.prototype.tailSequence = 0;
            CorrectionAck.prototype.error = 0;

            CorrectionAck.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.purpose != null && $Object.hasOwnProperty.call(message, "purpose") && message.purpose !== 0)
                    writer.uint32(8).uint32(message.purpose);
                if (message.initiator != null && $Object.hasOwnProperty.call(message, "initiator") && message.initiator !== 0)
                    writer.uint32(16).uint32(message.initiator);
                if (message.circuit != null && $Object.hasOwnProperty.call(message, "circuit") && message.circuit !== 0)
                    writer.uint32(24).uint32(message.circuit);
                if (message.headEpoch != null && $Object.hasOwnProperty.call(message, "headEpoch") && message.headEpoch !== 0)
                    writer.uint32(32).uint32(message.headEpoch);
                if (message.headSequence != null && $Object.hasOwnProperty.call(message, "headSequence") && message.headSequence !== 0)
                    writer.uint32(40).uint32(message.headSequence);
                if (message.tailEpoch != null && $Object.hasOwnProperty.call(message, "tailEpoch") && message.tailEpoch !== 0)
                    writer.uint32(48).uint32(message.tailEpoch);
                if (message.tailSequence != null && $Object.hasOwnProperty.call(message, "tailSequence") && message.tailSequence !== 0)
                    writer.uint32(56).uint32(message.tailSequence);
                if (message.error != null && $Object.hasOwnProperty.call(message, "error") && message.error !== 0)
                    writer.uint32(64).int32(message.error);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return CorrectionAck;
        })();

        v1.Identifier = (function() {

            const Identifier = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            Identifier.prototype.word1 = 0;
            Identifier.prototype.word2 = 0;
            Identifier.prototype.word3 = 0;
            Identifier.prototype.word4 = 0;

            Identifier.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.word1 != null && $Object.hasOwnProperty.call(message, "word1") && message.word1 !== 0)
                    writer.uint32(13).fixed32(message.word1);
                if (message.word2 != null && $Object.hasOwnProperty.call(message, "word2") && message.word2 !== 0)
                    writer.uint32(21).fixed32(message.word2);
                if (message.word3 != null && $Object.hasOwnProperty.call(message, "word3") && message.word3 !== 0)
                    writer.uint32(29).fixed32(message.word3);
                if (message.word4 != null && $Object.hasOwnProperty.call(message, "word4") && message.word4 !== 0)
                    writer.uint32(37).fixed32(message.word4);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return Identifier;
        })();

        v1.SaeDigest = (function() {

            const SaeDigest = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            SaeDigest.prototype.word1 = 0;
            SaeDigest.prototype.word2 = 0;
            SaeDigest.prototype.word3 = 0;
            SaeDigest.prototype.word4 = 0;
            SaeDigest.prototype.word5 = 0;
            SaeDigest.prototype.word6 = 0;
            SaeDigest.prototype.word7 = 0;
            SaeDigest.prototype.word8 = 0;

            SaeDigest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.word1 != null && $Object.hasOwnProperty.call(message, "word1") && message.word1 !== 0)
                    writer.uint32(13).fixed32(message.word1);
                if (message.word2 != null && $Object.hasOwnProperty.call(message, "word2") && message.word2 !== 0)
                    writer.uint32(21).fixed32(message.word2);
                if (message.word3 != null && $Object.hasOwnProperty.call(message, "word3") && message.word3 !== 0)
                    writer.uint32(29).fixed32(message.word3);
                if (message.word4 != null && $Object.hasOwnProperty.call(message, "word4") && message.word4 !== 0)
                    writer.uint32(37).fixed32(message.word4);
                if (message.word5 != null && $Object.hasOwnProperty.call(message, "word5") && message.word5 !== 0)
                    writer.uint32(45).fixed32(message.word5);
                if (message.word6 != null && $Object.hasOwnProperty.call(message, "word6") && message.word6 !== 0)
                    writer.uint32(53).fixed32(message.word6);
                if (message.word7 != null && $Object.hasOwnProperty.call(message, "word7") && message.word7 !== 0)
                    writer.uint32(61).fixed32(message.word7);
                if (message.word8 != null && $Object.hasOwnProperty.call(message, "word8") && message.word8 !== 0)
                    writer.uint32(69).fixed32(message.word8);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return SaeDigest;
        })();

        v1.KeyBlock = (function() {

            const KeyBlock = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            KeyBlock.prototype.session = 0;
            KeyBlock.prototype.peerSession = 0;
            KeyBlock.prototype.block = null;
            KeyBlock.prototype.units = 0;
            KeyBlock.prototype.unitSize = 0;
            KeyBlock.prototype.answer = false;

            KeyBlock.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.session != null && $Object.hasOwnProperty.call(message, "session") && message.session !== 0)
                    writer.uint32(13).fixed32(message.session);
                if (message.peerSession != null && $Object.hasOwnProperty.call(message, "peerSession") && message.peerSession !== 0)
                    writer.uint32(21).fixed32(message.peerSession);
                if (message.block != null && $Object.hasOwnProperty.call(message, "block"))
                    $root.bellwire.v1.Identifier.encode(message.block, writer.uint32(26).fork(), _depth + 1).ldelim();
                if (message.units != null && $Object.hasOwnProperty.call(message, "units") && message.units !== 0)
                    writer.uint32(32).uint32(message.units);
                if (message.unitSize != null && $Object.hasOwnProperty.call(message, "unitSize") && message.unitSize !== 0)
                    writer.uint32(40).uint32(message.unitSize);
                if (message.answer != null && $Object.hasOwnProperty.call(message, "answer") && message.answer !== false)
                    writer.uint32(48).bool(message.answer);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return KeyBlock;
        })();

        v1.KeyReserve = (function() {

            const KeyReserve = function (properties) {
                this.units = [];
                this.slaves = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            KeyReserve.prototype.session = 0;
            KeyReserve.prototype.peerSession = 0;
            KeyReserve.prototype.origin = 0;
            KeyReserve.prototype.reservation = 0;
            KeyReserve.prototype.size = 0;
            KeyReserve.prototype.unitsPerKey = 0;
            KeyReserve.prototype.units = $util.emptyArray;
            KeyReserve.prototype.master = null;
            KeyReserve.prototype.slaves = $util.emptyArray;

            KeyReserve.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.session != null && $Object.hasOwnProperty.call(message, "session") && message.session !== 0)
                    writer.uint32(13).fixed32(message.session);
                if (message.peerSession != null && $Object.hasOwnProperty.call(message, "peerSession") && message.peerSession !== 0)
                    writer.uint32(21).fixed32(message.peerSession);
                if (message.origin != null && $Object.hasOwnProperty.call(message, "origin") && message.origin !== 0)
                    writer.uint32(29).fixed32(message.origin);
                if (message.reservation != null && $Object.hasOwnProperty.call(message, "reservation") && message.reservation !== 0)
                    writer.uint32(32).uint32(message.reservation);
                if (message.size != null && $Object.hasOwnProperty.call(message, "size") && message.size !== 0)
                    writer.uint32(40).uint32(message.size);
                if (message.unitsPerKey != null && $Object.hasOwnProperty.call(message, "unitsPerKey") && message.unitsPerKey !== 0)
                    writer.uint32(48).uint32(message.unitsPerKey);
                if (message.units != null && message.units.length)
                    for (let i = 0; i < message.units.length; ++i)
                        $root.bellwire.v1.Identifier.encode(message.units[i], writer.uint32(58).fork(), _depth + 1).ldelim();
                if (message.master != null && $Object.hasOwnProperty.call(message, "master"))
                    $root.bellwire.v1.SaeDigest.encode(message.master, writer.uint32(66).fork(), _depth + 1).ldelim();
                if (message.slaves != null && message.slaves.length)
                    for (let i = 0; i < message.slaves.length; ++i)
                        $root.bellwire.v1.SaeDigest.encode(message.slaves[i], writer.uint32(74).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return KeyReserve;
        })();

        v1.KeyReserved = (function() {

            const KeyReserved = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            KeyReserved.prototype.session = 0;
            KeyReserved.prototype.peerSession = 0;
            KeyReserved.prototype.origin = 0;
            KeyReserved.prototype.reservation = 0;

            KeyReserved.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.session != null && $Object.hasOwnProperty.call(message, "session") && message.session !== 0)
                    writer.uint32(13).fixed32(message.session);
                if (message.peerSession != null && $Object.hasOwnProperty.call(message, "peerSession") && message.peerSession !== 0)
                    writer.uint32(21).fixed32(message.peerSession);
                if (message.origin != null && $Object.hasOwnProperty.call(message, "origin") && message.origin !== 0)
                    writer.uint32(29).fixed32(message.origin);
                if (message.reservation != null && $Object.hasOwnProperty.call(message, "reservation") && message.reservation !== 0)
                    writer.uint32(32).uint32(message.reservation);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return KeyReserved;
        })();

        v1.KeyRefused = (function() {

            const KeyRefused = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            KeyRefused.prototype.session = 0;
            KeyRefused.prototype.peerSession = 0;
            KeyRefused.prototype.origin = 0;
            KeyRefused.prototype.reservation = 0;

            KeyRefused.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.session != null && $Object.hasOwnProperty.call(message, "session") && message.session !== 0)
                    writer.uint32(13).fixed32(message.session);
                if (message.peerSession != null && $Object.hasOwnProperty.call(message, "peerSession") && message.peerSession !== 0)
                    writer.uint32(21).fixed32(message.peerSession);
                if (message.origin != null && $Object.hasOwnProperty.call(message, "origin") && message.origin !== 0)
                    writer.uint32(29).fixed32(message.origin);
                if (message.reservation != null && $Object.hasOwnProperty.call(message, "reservation") && message.reservation !== 0)
                    writer.uint32(32).uint32(message.reservation);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return KeyRefused;
        })();

        v1.KeyTaken = (function() {

            const KeyTaken = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            KeyTaken.prototype.session = 0;
            KeyTaken.prototype.peerSession = 0;
            KeyTaken.prototype.origin = 0;
            KeyTaken.prototype.reservation = 0;

            KeyTaken.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.session != null && $Object.hasOwnProperty.call(message, "session") && message.session !== 0)
                    writer.uint32(13).fixed32(message.session);
                if (message.peerSession != null && $Object.hasOwnProperty.call(message, "peerSession") && message.peerSession !== 0)
                    writer.uint32(21).fixed32(message.peerSession);
                if (message.origin != null && $Object.hasOwnProperty.call(message, "origin") && message.origin !== 0)
                    writer.uint32(29).fixed32(message.origin);
                if (message.reservation != null && $Object.hasOwnProperty.call(message, "reservation") && message.reservation !== 0)
                    writer.uint32(32).uint32(message.reservation);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return KeyTaken;
        })();

        v1.KeyBurn = (function() {

            const KeyBurn = function (properties) {
                this.units = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            KeyBurn.prototype.session = 0;
            KeyBurn.prototype.peerSession = 0;
            KeyBurn.prototype.origin = 0;
            KeyBurn.prototype.reservation = 0;
            KeyBurn.prototype.units = $util.emptyArray;

            KeyBurn.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.session != null && $Object.hasOwnProperty.call(message, "session") && message.session !== 0)
                    writer.uint32(13).fixed32(message.session);
                if (message.peerSession != null && $Object.hasOwnProperty.call(message, "peerSession") && message.peerSession !== 0)
                    writer.uint32(21).fixed32(message.peerSession);
                if (message.origin != null && $Object.hasOwnProperty.call(message, "origin") && message.origin !== 0)
                    writer.uint32(29).fixed32(message.origin);
                if (message.reservation != null && $Object.hasOwnProperty.call(message, "reservation") && message.reservation !== 0)
                    writer.uint32(32).uint32(message.reservation);
                if (message.units != null && message.units.length)
                    for (let i = 0; i < message.units.length; ++i)
                        $root.bellwire.v1.Identifier.encode(message.units[i], writer.uint32(42).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return KeyBurn;
        })();

        v1.KeyNoted = (function() {

            const KeyNoted = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            KeyNoted.prototype.session = 0;
            KeyNoted.prototype.peerSession = 0;
            KeyNoted.prototype.origin = 0;
            KeyNoted.prototype.reservation = 0;

            KeyNoted.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.session != null && $Object.hasOwnProperty.call(message, "session") && message.session !== 0)
                    writer.uint32(13).fixed32(message.session);
                if (message.peerSession != null && $Object.hasOwnProperty.call(message, "peerSession") && message.peerSession !== 0)
                    writer.uint32(21).fixed32(message.peerSession);
                if (message.origin != null && $Object.hasOwnProperty.call(message, "origin") && message.origin !== 0)
                    writer.uint32(29).fixed32(message.origin);
                if (message.reservation != null && $Object.hasOwnProperty.call(message, "reservation") && message.reservation !== 0)
                    writer.uint32(32).uint32(message.reservation);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return KeyNoted;
        })();

        v1.QkdMessage = (function() {

            const QkdMessage = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            QkdMessage.prototype.proposal = null;
            QkdMessage.prototype.agreement = null;
            QkdMessage.prototype.proceed = null;
            QkdMessage.prototype.roundKind = null;
            QkdMessage.prototype.rounds = null;
            QkdMessage.prototype.inputs = null;
            QkdMessage.prototype.outcomes = null;
            QkdMessage.prototype.queries = null;
            QkdMessage.prototype.parities = null;
            QkdMessage.prototype.verification = null;
            QkdMessage.prototype.verified = null;
            QkdMessage.prototype.amplification = null;
            QkdMessage.prototype.finish = null;
            QkdMessage.prototype.progress = null;

            let $oneOfFields;

            $Object.defineProperty(QkdMessage.prototype, "message", {
                get: $util.oneOfGetter($oneOfFields = ["proposal", "agreement", "proceed", "roundKind", "rounds", "inputs", "outcomes", "queries", "parities", "verification", "verified", "amplification", "finish", "progress"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            QkdMessage.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.proposal != null && $Object.hasOwnProperty.call(message, "proposal"))
                    $root.bellwire.v1.QkdProposal.encode(message.proposal, writer.uint32(10).fork(), _depth + 1).ldelim();
                if (message.agreement != null && $Object.hasOwnProperty.call(message, "agreement"))
                    $root.bellwire.v1.QkdAgreement.encode(message.agreement, writer.uint32(18).fork(), _depth + 1).ldelim();
                if (message.proceed != null && $Object.hasOwnProperty.call(message, "proceed"))
                    $root.bellwire.v1.QkdProceed.encode(message.proceed, writer.uint32(26).fork(), _depth + 1).ldelim();
                if (message.roundKind != null && $Object.hasOwnProperty.call(message, "roundKind"))
                    $root.bellwire.v1.QkdRoundKind.encode(message.roundKind, writer.uint32(34).fork(), _depth + 1).ldelim();
                if (message.rounds != null && $Object.hasOwnProperty.call(message, "rounds"))
                    $root.bellwire.v1.QkdRounds.encode(message.rounds, writer.uint32(42).fork(), _depth + 1).ldelim();
                if (message.inputs != null && $Object.hasOwnProperty.call(message, "inputs"))
                    $root.bellwire.v1.QkdInputs.encode(message.inputs, writer.uint32(50).fork(), _depth + 1).ldelim();
                if (message.outcomes != null && $Object.hasOwnProperty.call(message, "outcomes"))
                    $root.bellwire.v1.QkdOutcomes.encode(message.outcomes, writer.uint32(58).fork(), _depth + 1).ldelim();
                if (message.queries != null && $Object.hasOwnProperty.call(message, "queries"))
                    $root.bellwire.v1.QkdQueries.encode(message.queries, writer.uint32(66).fork(), _depth + 1).ldelim();
                if (message.parities != null && $Object.hasOwnProperty.call(message, "parities"))
                    $root.bellwire.v1.QkdParities.encode(message.parities, writer.uint32(74).fork(), _depth + 1).ldelim();
                if (message.verification != null && $Object.hasOwnProperty.call(message, "verification"))
                    $root.bellwire.v1.QkdVerification.encode(message.verification, writer.uint32(82).fork(), _depth + 1).ldelim();
                if (message.verified != null && $Object.hasOwnProperty.call(message, "verified"))
                    $root.bellwire.v1.QkdVerified.encode(message.verified, writer.uint32(90).fork(), _depth + 1).ldelim();
                if (message.amplification != null && $Object.hasOwnProperty.call(message, "amplification"))
                    $root.bellwire.v1.QkdAmplification.encode(message.amplification, writer.uint32(98).fork(), _depth + 1).ldelim();
                if (message.finish != null && $Object.hasOwnProperty.call(message, "finish"))
                    $root.bellwire.v1.QkdFinish.encode(message.finish, writer.uint32(106).fork(), _depth + 1).ldelim();
                if (message.progress != null && $Object.hasOwnProperty.call(message, "progress"))
                    $root.bellwire.v1.QkdProgress.encode(message.progress, writer.uint32(114).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return QkdMessage;
        })();

        v1.QkdProtocol = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "QKD_PROTOCOL_SIFTED"] = 0;
            values[valuesById[1] = "QKD_PROTOCOL_SHARED_TESTS"] = 1;
            values[valuesById[2] = "QKD_PROTOCOL_BBM92"] = 2;
            return values;
        })();

        v1.QkdAnalysis = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "QKD_ANALYSIS_COMPLEMENTARITY_AZUMA"] = 0;
            values[valuesById[1] = "QKD_ANALYSIS_COMPLEMENTARITY_CHERNOFF"] = 1;
            values[valuesById[2] = "QKD_ANALYSIS_ENTROPY_ACCUMULATION"] = 2;
            values[valuesById[3] = "QKD_ANALYSIS_ENTROPIC_UNCERTAINTY"] = 3;
            return values;
        })();

        v1.QkdReconciliation = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "QKD_RECONCILIATION_CASCADE_OPTION7"] = 0;
            values[valuesById[1] = "QKD_RECONCILIATION_CASCADE_OPTION3"] = 1;
            values[valuesById[2] = "QKD_RECONCILIATION_LDPC"] = 2;
            return values;
        })();

        v1.QkdReason = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "QKD_REASON_NONE"] = 0;
            values[valuesById[1] = "QKD_REASON_POLICY"] = 1;
            values[valuesById[2] = "QKD_REASON_POOL"] = 2;
            values[valuesById[3] = "QKD_REASON_ROUNDS"] = 3;
            values[valuesById[4] = "QKD_REASON_COUNTS"] = 4;
            values[valuesById[5] = "QKD_REASON_TEST"] = 5;
            values[valuesById[6] = "QKD_REASON_BUDGET"] = 6;
            values[valuesById[7] = "QKD_REASON_VERIFICATION"] = 7;
            values[valuesById[8] = "QKD_REASON_AUTHENTICATION"] = 8;
            values[valuesById[9] = "QKD_REASON_LENGTH"] = 9;
            values[valuesById[10] = "QKD_REASON_MESSAGE"] = 10;
            values[valuesById[11] = "QKD_REASON_STOPPED"] = 11;
            return values;
        })();

        v1.QkdDecimal = (function() {

            const QkdDecimal = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            QkdDecimal.prototype.mantissa = 0;
            QkdDecimal.prototype.exponent = 0;

            QkdDecimal.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.mantissa != null && $Object.hasOwnProperty.call(message, "mantissa") && message.mantissa !== 0)
                    writer.uint32(8).uint32(message.mantissa);
                if (message.exponent != null && $Object.hasOwnProperty.call(message, "exponent") && message.exponent !== 0)
                    writer.uint32(16).uint32(message.exponent);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return QkdDecimal;
        })();

        v1.QkdProposal = (function() {

            const QkdProposal = function (properties) {
                this.epsilons = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            QkdProposal.prototype.protocol = 0;
            QkdProposal.prototype.analysis = 0;
            QkdProposal.prototype.rounds = 0;
            QkdProposal.prototype.probability = 0;
            QkdProposal.prototype.expectedChsh = 0;
            QkdProposal.prototype.expectedQber = 0;
            QkdProposal.prototype.epsilons = $util.emptyArray;
            QkdProposal.prototype.reconciliation = 0;
            QkdProposal.prototype.leakBudget = 0;
            QkdProposal.prototype.threshold = 0;
            QkdProposal.prototype.deviations = 0;
            QkdProposal.prototype.minimumLength = 0;
            QkdProposal.prototype.poolOffset = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
            QkdProposal.prototype.initiator = 0;
            QkdProposal.prototype.circuit = 0;
            QkdProposal.prototype.flips = 0;

            QkdProposal.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.protocol != null && $Object.hasOwnProperty.call(message, "protocol") && message.protocol !== 0)
                    writer.uint32(8).int32(message.protocol);
                if (message.analysis != null && $Object.hasOwnProperty.call(message, "analysis") && message.analysis !== 0)
                    writer.uint32(16).int32(message.analysis);
                if (message.rounds != null && $Object.hasOwnProperty.call(message, "rounds") && message.rounds !== 0)
                    writer.uint32(24).uint32(message.rounds);
                if (message.probability != null && $Object.hasOwnProperty.call(message, "probability") && message.probability !== 0)
                    writer.uint32(32).uint32(message.probability);
                if (message.expectedChsh != null && $Object.hasOwnProperty.call(message, "expectedChsh") && message.expectedChsh !== 0)
                    writer.uint32(40).uint32(message.expectedChsh);
                if (message.expectedQber != null && $Object.hasOwnProperty.call(message, "expectedQber") && message.expectedQber !== 0)
                    writer.uint32(48).uint32(message.expectedQber);
                if (message.epsilons != null && message.epsilons.length)
                    for (let i = 0; i < message.epsilons.length; ++i)
                        $root.bellwire.v1.QkdDecimal.encode(message.epsilons[i], writer.uint32(58).fork(), _depth + 1).ldelim();
                if (message.reconciliation != null && $Object.hasOwnProperty.call(message, "reconciliation") && message.reconciliation !== 0)
                    writer.uint32(64).int32(message.reconciliation);
                if (message.leakBudget != null && $Object.hasOwnProperty.call(message, "leakBudget") && message.leakBudget !== 0)
                    writer.uint32(72).uint32(message.leakBudget);
                if (message.threshold != null && $Object.hasOwnProperty.call(message, "threshold") && message.threshold !== 0)
                    writer.uint32(80).uint32(message.threshold);
                if (message.deviations != null && $Object.hasOwnProperty.call(message, "deviations") && message.deviations !== 0)
                    writer.uint32(88).uint32(message.deviations);
                if (message.minimumLength != null && $Object.hasOwnProperty.call(message, "minimumLength") && message.minimumLength !== 0)
                    writer.uint32(96).uint32(message.minimumLength);
                if (message.poolOffset != null && $Object.hasOwnProperty.call(message, "poolOffset") && (typeof message.poolOffset === "object" ? message.poolOffset.low || message.poolOffset.high : message.poolOffset !== 0))
                    writer.uint32(104).uint64(message.poolOffset);
                if (message.initiator != null && $Object.hasOwnProperty.call(message, "initiator") && message.initiator !== 0)
                    writer.uint32(112).uint32(message.initiator);
                if (message.circuit != null && $Object.hasOwnProperty.call(message, "circuit") && message.circuit !== 0)
                    writer.uint32(120).uint32(message.circuit);
                if (message.flips != null && $Object.hasOwnProperty.call(message, "flips") && message.flips !== 0)
                    writer.uint32(8000).uint32(message.flips);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return QkdProposal;
        })();

        v1.QkdAgreement = (function() {

            const QkdAgreement = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            QkdAgreement.prototype.poolOffset = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            QkdAgreement.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.poolOffset != null && $Object.hasOwnProperty.call(message, "poolOffset") && (typeof message.poolOffset === "object" ? message.poolOffset.low || message.poolOffset.high : message.poolOffset !== 0))
                    writer.uint32(8).uint64(message.poolOffset);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return QkdAgreement;
        })();

        v1.QkdProceed = (function() {

            const QkdProceed = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            QkdProceed.prototype.missing = 0;

            QkdProceed.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.missing != null && $Object.hasOwnProperty.call(message, "missing") && message.missing !== 0)
                    writer.uint32(8).uint32(message.missing);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return QkdProceed;
        })();

        v1.QkdPairRun = (function() {

            const QkdPairRun = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            QkdPairRun.prototype.initiator = 0;
            QkdPairRun.prototype.circuit = 0;
            QkdPairRun.prototype.headEpoch = 0;
            QkdPairRun.prototype.headSequence = 0;
            QkdPairRun.prototype.tailEpoch = 0;
            QkdPairRun.prototype.tailSequence = 0;
            QkdPairRun.prototype.count = 0;

            QkdPairRun.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.initiator != null && $Object.hasOwnProperty.call(message, "initiator") && message.initiator !== 0)
                    writer.uint32(8).uint32(message.initiator);
                if (message.circuit != null && $Object.hasOwnProperty.call(message, "circuit") && message.circuit !== 0)
                    writer.uint32(16).uint32(message.circuit);
                if (message.headEpoch != null && $Object.hasOwnProperty.call(message, "headEpoch") && message.headEpoch !== 0)
                    writer.uint32(24).uint32(message.headEpoch);
                if (message.headSequence != null && $Object.hasOwnProperty.call(message, "headSequence") && message.headSequence !== 0)
                    writer.uint32(32).uint32(message.headSequence);
                if (message.tailEpoch != null && $Object.hasOwnProperty.call(message, "tailEpoch") && message.tailEpoch !== 0)
                    writer.uint32(40).uint32(message.tailEpoch);
                if (message.tailSequence != null && $Object.hasOwnProperty.call(message, "tailSequence") && message.tailSequence !== 0)
                    writer.uint32(48).uint32(message.tailSequence);
                if (message.count != null && $Object.hasOwnProperty.call(message, "count") && message.count !== 0)
                    writer.uint32(56).uint32(message.count);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return QkdPairRun;
        })();

        v1.QkdProgress = (function() {

            const QkdProgress = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            QkdProgress.prototype.beat = 0;

            QkdProgress.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.beat != null && $Object.hasOwnProperty.call(message, "beat") && message.beat !== 0)
                    writer.uint32(8).uint32(message.beat);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return QkdProgress;
        })();

        v1.QkdRoundKind = (function() {

            const QkdRoundKind = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            QkdRoundKind.prototype.pair = null;
            QkdRoundKind.prototype.test = false;

            QkdRoundKind.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.pair != null && $Object.hasOwnProperty.call(message, "pair"))
                    $root.bellwire.v1.QkdPairRun.encode(message.pair, writer.uint32(10).fork(), _depth + 1).ldelim();
                if (message.test != null && $Object.hasOwnProperty.call(message, "test") && message.test !== false)
                    writer.uint32(16).bool(message.test);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return QkdRoundKind;
        })();

        v1.QkdRounds = (function() {

            const QkdRounds = function (properties) {
                this.runs = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            QkdRounds.prototype.runs = $util.emptyArray;

            QkdRounds.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.runs != null && message.runs.length)
                    for (let i = 0; i < message.runs.length; ++i)
                        $root.bellwire.v1.QkdPairRun.encode(message.runs[i], writer.uint32(10).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return QkdRounds;
        })();

        v1.QkdInputs = (function() {

            const QkdInputs = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            QkdInputs.prototype.settings = $util.newBuffer([]);
            QkdInputs.prototype.seed = $util.newBuffer([]);

            QkdInputs.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.settings != null && $Object.hasOwnProperty.call(message, "settings") && message.settings.length)
                    writer.uint32(10).bytes(message.settings);
                if (message.seed != null && $Object.hasOwnProperty.call(message, "seed") && message.seed.length)
                    writer.uint32(18).bytes(message.seed);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return QkdInputs;
        })();

        v1.QkdOutcomes = (function() {

            const QkdOutcomes = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            QkdOutcomes.prototype.outcomes = $util.newBuffer([]);

            QkdOutcomes.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.outcomes != null && $Object.hasOwnProperty.call(message, "outcomes") && message.outcomes.length)
                    writer.uint32(10).bytes(message.outcomes);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return QkdOutcomes;
        })();

        v1.QkdQueries = (function() {

            const QkdQueries = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            QkdQueries.prototype.seed = $util.newBuffer([]);
            QkdQueries.prototype.queries = $util.newBuffer([]);

            QkdQueries.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.seed != null && $Object.hasOwnProperty.call(message, "seed") && message.seed.length)
                    writer.uint32(10).bytes(message.seed);
                if (message.queries != null && $Object.hasOwnProperty.call(message, "queries") && message.queries.length)
                    writer.uint32(18).bytes(message.queries);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return QkdQueries;
        })();

        v1.QkdParities = (function() {

            const QkdParities = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            QkdParities.prototype.parities = $util.newBuffer([]);

            QkdParities.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.parities != null && $Object.hasOwnProperty.call(message, "parities") && message.parities.length)
                    writer.uint32(10).bytes(message.parities);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return QkdParities;
        })();

        v1.QkdVerification = (function() {

            const QkdVerification = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            QkdVerification.prototype.point = $util.newBuffer([]);
            QkdVerification.prototype.tag = $util.newBuffer([]);

            QkdVerification.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.point != null && $Object.hasOwnProperty.call(message, "point") && message.point.length)
                    writer.uint32(10).bytes(message.point);
                if (message.tag != null && $Object.hasOwnProperty.call(message, "tag") && message.tag.length)
                    writer.uint32(18).bytes(message.tag);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return QkdVerification;
        })();

        v1.QkdVerified = (function() {

            const QkdVerified = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            QkdVerified.prototype.equal = false;

            QkdVerified.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.equal != null && $Object.hasOwnProperty.call(message, "equal") && message.equal !== false)
                    writer.uint32(8).bool(message.equal);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return QkdVerified;
        })();

        v1.QkdAmplification = (function() {

            const QkdAmplification = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            QkdAmplification.prototype.length = 0;
            QkdAmplification.prototype.seed = $util.newBuffer([]);

            QkdAmplification.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.length != null && $Object.hasOwnProperty.call(message, "length") && message.length !== 0)
                    writer.uint32(8).uint32(message.length);
                if (message.seed != null && $Object.hasOwnProperty.call(message, "seed") && message.seed.length)
                    writer.uint32(18).bytes(message.seed);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return QkdAmplification;
        })();

        v1.QkdFinish = (function() {

            const QkdFinish = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            QkdFinish.prototype.reason = 0;
            QkdFinish.prototype.tag = $util.newBuffer([]);

            QkdFinish.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== 0)
                    writer.uint32(8).int32(message.reason);
                if (message.tag != null && $Object.hasOwnProperty.call(message, "tag") && message.tag.length)
                    writer.uint32(18).bytes(message.tag);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return QkdFinish;
        })();

        v1.DeviceMessage = (function() {

            const DeviceMessage = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            DeviceMessage.prototype.generate = null;
            DeviceMessage.prototype.halt = null;
            DeviceMessage.prototype.measure = null;
            DeviceMessage.prototype.measured = null;
            DeviceMessage.prototype.release = null;
            DeviceMessage.prototype.correct = null;
            DeviceMessage.prototype.corrected = null;
            DeviceMessage.prototype.swap = null;
            DeviceMessage.prototype.swapped = null;
            DeviceMessage.prototype.observe = null;
            DeviceMessage.prototype.close = null;
            DeviceMessage.prototype.detected = null;
            DeviceMessage.prototype.silent = null;
            DeviceMessage.prototype.clockRequest = null;
            DeviceMessage.prototype.clockAnswer = null;
            DeviceMessage.prototype.store = null;
            DeviceMessage.prototype.stored = null;
            DeviceMessage.prototype.prepare = null;
            DeviceMessage.prototype.prepared = null;
            DeviceMessage.prototype.gate = null;
            DeviceMessage.prototype.gated = null;
            DeviceMessage.prototype.distil = null;
            DeviceMessage.prototype.distilled = null;
            DeviceMessage.prototype.calibrate = null;
            DeviceMessage.prototype.calibrated = null;
            DeviceMessage.prototype.generationFailed = null;
            DeviceMessage.prototype.linkQuality = null;
            DeviceMessage.prototype.connect = null;
            DeviceMessage.prototype.hello = null;
            DeviceMessage.prototype.ready = null;
            DeviceMessage.prototype.refused = null;
            DeviceMessage.prototype.reset = null;
            DeviceMessage.prototype.wasReset = null;
            DeviceMessage.prototype.clockChange = null;
            DeviceMessage.prototype.restarted = null;
            DeviceMessage.prototype.lost = null;

            let $oneOfFields;

            $Object.defineProperty(DeviceMessage.prototype, "message", {
                get: $util.oneOfGetter($oneOfFields = ["generate", "halt", "measure", "measured", "release", "correct", "corrected", "swap", "swapped", "observe", "close", "detected", "silent", "clockRequest", "clockAnswer", "store", "stored", "prepare", "prepared", "gate", "gated", "distil", "distilled", "calibrate", "calibrated", "generationFailed", "linkQuality", "connect", "hello", "ready", "refused", "reset", "wasReset", "clockChange", "restarted", "lost"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            DeviceMessage.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.generate != null && $Object.hasOwnProperty.call(message, "generate"))
                    $root.bellwire.v1.DeviceGenerate.encode(message.generate, writer.uint32(10).fork(), _depth + 1).ldelim();
                if (message.halt != null && $Object.hasOwnProperty.call(message, "halt"))
                    $root.bellwire.v1.DeviceHalt.encode(message.halt, writer.uint32(18).fork(), _depth + 1).ldelim();
                if (message.measure != null && $Object.hasOwnProperty.call(message, "measure"))
                    $root.bellwire.v1.DeviceMeasure.encode(message.measure, writer.uint32(26).fork(), _depth + 1).ldelim();
                if (message.measured != null && $Object.hasOwnProperty.call(message, "measured"))
                    $root.bellwire.v1.DeviceMeasured.encode(message.measured, writer.uint32(34).fork(), _depth + 1).ldelim();
                if (message.release != null && $Object.hasOwnProperty.call(message, "release"))
                    $root.bellwire.v1.DeviceRelease.encode(message.release, writer.uint32(42).fork(), _depth + 1).ldelim();
                if (message.correct != null && $Object.hasOwnProperty.call(message, "correct"))
                    $root.bellwire.v1.DeviceCorrect.encode(message.correct, writer.uint32(50).fork(), _depth + 1).ldelim();
                if (message.corrected != null && $Object.hasOwnProperty.call(message, "corrected"))
                    $root.bellwire.v1.DeviceCorrected.encode(message.corrected, writer.uint32(58).fork(), _depth + 1).ldelim();
                if (message.swap != null && $Object.hasOwnProperty.call(message, "swap"))
                    $root.bellwire.v1.DeviceSwap.encode(message.swap, writer.uint32(66).fork(), _depth + 1).ldelim();
                if (message.swapped != null && $Object.hasOwnProperty.call(message, "swapped"))
                    $root.bellwire.v1.DeviceSwapped.encode(message.swapped, writer.uint32(74).fork(), _depth + 1).ldelim();
                if (message.observe != null && $Object.hasOwnProperty.call(message, "observe"))
                    $root.bellwire.v1.DeviceObserve.encode(message.observe, writer.uint32(82).fork(), _depth + 1).ldelim();
                if (message.close != null && $Object.hasOwnProperty.call(message, "close"))
                    $root.bellwire.v1.DeviceClose.encode(message.close, writer.uint32(90).fork(), _depth + 1).ldelim();
                if (message.detected != null && $Object.hasOwnProperty.call(message, "detected"))
                    $root.bellwire.v1.DeviceDetected.encode(message.detected, writer.uint32(98).fork(), _depth + 1).ldelim();
                if (message.silent != null && $Object.hasOwnProperty.call(message, "silent"))
                    $root.bellwire.v1.DeviceSilent.encode(message.silent, writer.uint32(106).fork(), _depth + 1).ldelim();
                if (message.clockRequest != null && $Object.hasOwnProperty.call(message, "clockRequest"))
                    $root.bellwire.v1.DeviceClockRequest.encode(message.clockRequest, writer.uint32(114).fork(), _depth + 1).ldelim();
                if (message.clockAnswer != null && $Object.hasOwnProperty.call(message, "clockAnswer"))
                    $root.bellwire.v1.DeviceClockAnswer.encode(message.clockAnswer, writer.uint32(122).fork(), _depth + 1).ldelim();
                if (message.store != null && $Object.hasOwnProperty.call(message, "store"))
                    $root.bellwire.v1.DeviceStore.encode(message.store, writer.uint32(130).fork(), _depth + 1).ldelim();
                if (message.stored != null && $Object.hasOwnProperty.call(message, "stored"))
                    $root.bellwire.v1.DeviceStored.encode(message.stored, writer.uint32(138).fork(), _depth + 1).ldelim();
                if (message.prepare != null && $Object.hasOwnProperty.call(message, "prepare"))
                    $root.bellwire.v1.DevicePrepare.encode(message.prepare, writer.uint32(146).fork(), _depth + 1).ldelim();
                if (message.prepared != null && $Object.hasOwnProperty.call(message, "prepared"))
                    $root.bellwire.v1.DevicePrepared.encode(message.prepared, writer.uint32(154).fork(), _depth + 1).ldelim();
                if (message.gate != null && $Object.hasOwnProperty.call(message, "gate"))
                    $root.bellwire.v1.DeviceGate.encode(message.gate, writer.uint32(162).fork(), _depth + 1).ldelim();
                if (message.gated != null && $Object.hasOwnProperty.call(message, "gated"))
                    $root.bellwire.v1.DeviceGated.encode(message.gated, writer.uint32(170).fork(), _depth + 1).ldelim();
                if (message.distil != null && $Object.hasOwnProperty.call(message, "distil"))
                    $root.bellwire.v1.DeviceDistil.encode(message.distil, writer.uint32(178).fork(), _depth + 1).ldelim();
                if (message.distilled != null && $Object.hasOwnProperty.call(message, "distilled"))
                    $root.bellwire.v1.DeviceDistilled.encode(message.distilled, writer.uint32(186).fork(), _depth + 1).ldelim();
                if (message.calibrate != null && $Object.hasOwnProperty.call(message, "calibrate"))
                    $root.bellwire.v1.DeviceCalibrate.encode(message.calibrate, writer.uint32(194).fork(), _depth + 1).ldelim();
                if (message.calibrated != null && $Object.hasOwnProperty.call(message, "calibrated"))
                    $root.bellwire.v1.DeviceCalibrated.encode(message.calibrated, writer.uint32(202).fork(), _depth + 1).ldelim();
                if (message.generationFailed != null && $Object.hasOwnProperty.call(message, "generationFailed"))
                    $root.bellwire.v1.DeviceGenerationFailed.encode(message.generationFailed, writer.uint32(210).fork(), _depth + 1).ldelim();
                if (message.linkQuality != null && $Object.hasOwnProperty.call(message, "linkQuality"))
                    $root.bellwire.v1.DeviceLinkQuality.encode(message.linkQuality, writer.uint32(218).fork(), _depth + 1).ldelim();
                if (message.connect != null && $Object.hasOwnProperty.call(message, "connect"))
                    $root.bellwire.v1.DeviceConnect.encode(message.connect, writer.uint32(226).fork(), _depth + 1).ldelim();
                if (message.hello != null && $Object.hasOwnProperty.call(message, "hello"))
                    $root.bellwire.v1.DeviceHello.encode(message.hello, writer.uint32(258).fork(), _depth + 1).ldelim();
                if (message.ready != null && $Object.hasOwnProperty.call(message, "ready"))
                    $root.bellwire.v1.DeviceReady.encode(message.ready, writer.uint32(266).fork(), _depth + 1).ldelim();
                if (message.refused != null && $Object.hasOwnProperty.call(message, "refused"))
                    $root.bellwire.v1.DeviceRefused.encode(message.refused, writer.uint32(274).fork(), _depth + 1).ldelim();
                if (message.reset != null && $Object.hasOwnProperty.call(message, "reset"))
                    $root.bellwire.v1.DeviceReset.encode(message.reset, writer.uint32(282).fork(), _depth + 1).ldelim();
                if (message.wasReset != null && $Object.hasOwnProperty.call(message, "wasReset"))
                    $root.bellwire.v1.DeviceWasReset.encode(message.wasReset, writer.uint32(290).fork(), _depth + 1).ldelim();
                if (message.clockChange != null && $Object.hasOwnProperty.call(message, "clockChange"))
                    $root.bellwire.v1.DeviceClockChange.encode(message.clockChange, writer.uint32(298).fork(), _depth + 1).ldelim();
                if (message.restarted != null && $Object.hasOwnProperty.call(message, "restarted"))
                    $root.bellwire.v1.DeviceRestarted.encode(message.restarted, writer.uint32(306).fork(), _depth + 1).ldelim();
                if (message.lost != null && $Object.hasOwnProperty.call(message, "lost"))
                    $root.bellwire.v1.DeviceLost.encode(message.lost, writer.uint32(314).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return DeviceMessage;
        })();

        v1.DeviceBasis = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "DEVICE_BASIS_Z"] = 0;
            values[valuesById[1] = "DEVICE_BASIS_X"] = 1;
            values[valuesById[2] = "DEVICE_BASIS_Y"] = 2;
            values[valuesById[3] = "DEVICE_BASIS_Z_PLUS"] = 3;
            values[valuesById[4] = "DEVICE_BASIS_Z_MINUS"] = 4;
            values[valuesById[5] = "DEVICE_BASIS_ROTATED"] = 5;
            return values;
        })();

        v1.DeviceDistillation = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "DEVICE_DISTILLATION_BBPSSW"] = 0;
            values[valuesById[1] = "DEVICE_DISTILLATION_DEJMPS"] = 1;
            values[valuesById[2] = "DEVICE_DISTILLATION_DOUBLE_SELECTION"] = 2;
            return values;
        })();

        v1.DeviceGateKind = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "DEVICE_GATE_KIND_CNOT"] = 0;
            return values;
        })();

        v1.DeviceRefusal = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "DEVICE_REFUSAL_COMMAND"] = 0;
            values[valuesById[1] = "DEVICE_REFUSAL_MESSAGE"] = 1;
            values[valuesById[2] = "DEVICE_REFUSAL_VERSION"] = 2;
            values[valuesById[3] = "DEVICE_REFUSAL_NAME"] = 3;
            values[valuesById[4] = "DEVICE_REFUSAL_ROLE"] = 4;
            values[valuesById[5] = "DEVICE_REFUSAL_REPLACED"] = 5;
            return values;
        })();

        v1.DeviceRotation = (function() {

            const DeviceRotation = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            DeviceRotation.prototype.x1 = 0;
            DeviceRotation.prototype.y = 0;
            DeviceRotation.prototype.x2 = 0;

            DeviceRotation.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.x1 != null && $Object.hasOwnProperty.call(message, "x1") && !$Object.is(message.x1, 0))
                    writer.uint32(9).double(message.x1);
                if (message.y != null && $Object.hasOwnProperty.call(message, "y") && !$Object.is(message.y, 0))
                    writer.uint32(17).double(message.y);
                if (message.x2 != null && $Object.hasOwnProperty.call(message, "x2") && !$Object.is(message.x2, 0))
                    writer.uint32(25).double(message.x2);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return DeviceRotation;
        })();

        v1.DeviceBasisShare = (function() {

            const DeviceBasisShare = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            DeviceBasisShare.prototype.basis = 0;
            DeviceBasisShare.prototype.share = 0;

            DeviceBasisShare.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.basis != null && $Object.hasOwnProperty.call(message, "basis") && message.basis !== 0)
                    writer.uint32(8).int32(message.basis);
                if (message.share != null && $Object.hasOwnProperty.call(message, "share") && !$Object.is(message.share, 0))
                    writer.uint32(17).double(message.share);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return DeviceBasisShare;
        })();

        v1.DeviceLinkNumber = (function() {

            const DeviceLinkNumber = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            DeviceLinkNumber.prototype.link = 0;

            DeviceLinkNumber.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.link != null && $Object.hasOwnProperty.call(message, "link") && message.link !== 0)
                    writer.uint32(8).uint32(message.link);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return DeviceLinkNumber;
        })();

        v1.DeviceHello = (function() {

            const DeviceHello = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            DeviceHello.prototype.minimumVersion = 0;
            DeviceHello.prototype.maximumVersion = 0;
            DeviceHello.prototype.role = 0;
            DeviceHello.prototype.name = $util.newBuffer([]);

            DeviceHello.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.minimumVersion != null && $Object.hasOwnProperty.call(message, "minimumVersion") && message.minimumVersion !== 0)
                    writer.uint32(8).uint32(message.minimumVersion);
                if (message.maximumVersion != null && $Object.hasOwnProperty.call(message, "maximumVersion") && message.maximumVersion !== 0)
                    writer.uint32(16).uint32(message.maximumVersion);
                if (message.role != null && $Object.hasOwnProperty.call(message, "role") && message.role !== 0)
                    writer.uint32(24).int32(message.role);
                if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name.length)
                    writer.uint32(34).bytes(message.name);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return DeviceHello;
        })();

        v1.DeviceReady = (function() {

            const DeviceReady = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            DeviceReady.prototype.version = 0;
            DeviceReady.prototype.incarnation = 0;
            DeviceReady.prototype.clock = null;
            DeviceReady.prototype.capabilities = null;
            DeviceReady.prototype["switch"] = null;

            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(DeviceReady.prototype, "_capabilities", {
                get: $util.oneOfGetter($oneOfFields = ["capabilities"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(DeviceReady.prototype, "_switch", {
                get: $util.oneOfGetter($oneOfFields = ["switch"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            DeviceReady.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.version != null && $Object.hasOwnProperty.call(message, "version") && message.version !== 0)
                    writer.uint32(8).uint32(message.version);
                if (message.incarnation != null && $Object.hasOwnProperty.call(message, "incarnation") && message.incarnation !== 0)
                    writer.uint32(21).fixed32(message.incarnation);
                if (message.clock != null && $Object.hasOwnProperty.call(message, "clock"))
                    $root.bellwire.v1.DeviceClockEra.encode(message.clock, writer.uint32(26).fork(), _depth + 1).ldelim();
                if (message.capabilities != null && $Object.hasOwnProperty.call(message, "capabilities"))
                    $root.bellwire.v1.DeviceCapabilities.encode(message.capabilities, writer.uint32(34).fork(), _depth + 1).ldelim();
                if (message["switch"] != null && $Object.hasOwnProperty.call(message, "switch"))
                    $root.bellwire.v1.DeviceSwitch.encode(message["switch"], writer.uint32(42).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return DeviceReady;
        })();

        v1.DeviceRefused = (function() {

            const DeviceRefused = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            DeviceRefused.prototype.reason = 0;
            DeviceRefused.prototype.command = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
            DeviceRefused.prototype.text = $util.newBuffer([]);

            DeviceRefused.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== 0)
                    writer.uint32(8).int32(message.reason);
                if (message.command != null && $Object.hasOwnProperty.call(message, "command") && (typeof message.command === "object" ? message.command.low || message.command.high : message.command !== 0))
                    writer.uint32(16).uint64(message.command);
                if (message.text != null && $Object.hasOwnProperty.call(message, "text") && message.text.length)
                    writer.uint32(26).bytes(message.text);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return DeviceRefused;
        })();

        v1.DeviceReset = (function() {

            const DeviceReset = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            DeviceReset.prototype.life = 0;

            DeviceReset.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.life != null && $Object.hasOwnProperty.call(message, "life") && message.life !== 0)
                    writer.uint32(8).uint32(message.life);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return DeviceReset;
        })();

        v1.DeviceWasReset = (function() {

            const DeviceWasReset = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            DeviceWasReset.prototype.life = 0;

            DeviceWasReset.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.life != null && $Object.hasOwnProperty.call(message, "life") && message.life !== 0)
                    writer.uint32(8).uint32(message.life);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return DeviceWasReset;
        })();

        v1.DeviceRestarted = (function() {

            const DeviceRestarted = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            DeviceRestarted.prototype.incarnation = 0;

            DeviceRestarted.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.incarnation != null && $Object.hasOwnProperty.call(message, "incarnation") && message.incarnation !== 0)
                    writer.uint32(13).fixed32(message.incarnation);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return DeviceRestarted;
        })();

        v1.DeviceLost = (function() {

            const DeviceLost = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            DeviceLost.prototype.text = $util.newBuffer([]);

            DeviceLost.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.text != null && $Object.hasOwnProperty.call(message, "text") && message.text.length)
                    writer.uint32(10).bytes(message.text);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return DeviceLost;
        })();

        v1.DeviceClockRequest = (function() {

            const DeviceClockRequest = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            DeviceClockRequest.prototype.exchange = 0;

            DeviceClockRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.exchange != null && $Object.hasOwnProperty.call(message, "exchange") && message.exchange !== 0)
                    writer.uint32(8).uint32(message.exchange);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return DeviceClockRequest;
        })();

        v1.DeviceClockAnswer = (function() {

            const DeviceClockAnswer = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            DeviceClockAnswer.prototype.exchange = 0;
            DeviceClockAnswer.prototype.era = 0;
            DeviceClockAnswer.prototype.reading = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

            DeviceClockAnswer.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.exchange != null && $Object.hasOwnProperty.call(message, "exchange") && message.exchange !== 0)
                    writer.uint32(8).uint32(message.exchange);
                if (message.era != null && $Object.hasOwnProperty.call(message, "era") && message.era !== 0)
                    writer.uint32(16).uint32(message.era);
                if (message.reading != null && $Object.hasOwnProperty.call(message, "reading") && (typeof message.reading === "object" ? message.reading.low || message.reading.high : message.reading !== 0))
                    writer.uint32(24).sint64(message.reading);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return DeviceClockAnswer;
        })();

        v1.DeviceClockChange = (function() {

            const DeviceClockChange = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            DeviceClockChange.prototype.era = null;

            DeviceClockChange.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.era != null && $Object.hasOwnProperty.call(message, "era"))
                    $root.bellwire.v1.DeviceClockEra.encode(message.era, writer.uint32(10).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return DeviceClockChange;
        })();

        v1.DeviceClockEra = (function() {

            const DeviceClockEra = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            DeviceClockEra.prototype.clock = 0;
            DeviceClockEra.prototype.era = 0;
            DeviceClockEra.prototype.reading = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
            DeviceClockEra.prototype.rate = 0;
            DeviceClockEra.prototype.step = false;

            DeviceClockEra.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.clock != null && $Object.hasOwnProperty.call(message, "clock") && message.clock !== 0)
                    writer.uint32(13).fixed32(message.clock);
                if (message.era != null && $Object.hasOwnProperty.call(message, "era") && message.era !== 0)
                    writer.uint32(16).uint32(message.era);
                if (message.reading != null && $Object.hasOwnProperty.call(message, "reading") && (typeof message.reading === "object" ? message.reading.low || message.reading.high : message.reading !== 0))
                    writer.uint32(24).sint64(message.reading);
                if (message.rate != null && $Object.hasOwnProperty.call(message, "rate") && !$Object.is(message.rate, 0))
                    writer.uint32(33).double(message.rate);
                if (message.step != null && $Object.hasOwnProperty.call(message, "step") && message.step !== false)
                    writer.uint32(40).bool(message.step);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return DeviceClockEra;
        })();

        v1.DeviceCapabilities = (function() {

            const DeviceCapabilities = function (properties) {
                this.links = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            DeviceCapabilities.prototype.qubits = 0;
            DeviceCapabilities.prototype.measureDuration = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
            DeviceCapabilities.prototype.correctDuration = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
            DeviceCapabilities.prototype.storeDuration = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
            DeviceCapabilities.prototype.swapping = false;
            DeviceCapabilities.prototype.swapDuration = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
            DeviceCapabilities.prototype.swapQuality = null;
            DeviceCapabilities.prototype.prepareDuration = null;
            DeviceCapabilities.prototype.gateDuration = null;
            DeviceCapabilities.prototype.distillation = false;
            DeviceCapabilities.prototype.distilDuration = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
            DeviceCapabilities.prototype.storage = false;
            DeviceCapabilities.prototype.coherenceTime = 0;
            DeviceCapabilities.prototype.links = $util.emptyArray;

            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(DeviceCapabilities.prototype, "_swapQuality", {
                get: $util.oneOfGetter($oneOfFields = ["swapQuality"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(DeviceCapabilities.prototype, "_prepareDuration", {
                get: $util.oneOfGetter($oneOfFields = ["prepareDuration"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(DeviceCapabilities.prototype, "_gateDuration", {
                get: $util.oneOfGetter($oneOfFields = ["gateDuration"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            DeviceCapabilities.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.qubits != null && $Object.hasOwnProperty.call(message, "qubits") && message.qubits !== 0)
                    writer.uint32(8).uint32(message.qubits);
                if (message.measureDuration != null && $Object.hasOwnProperty.call(message, "measureDuration") && (typeof message.measureDuration === "object" ? message.measureDuration.low || message.measureDuration.high : message.measureDuration !== 0))
                    writer.uint32(16).uint64(message.measureDuration);
                if (message.correctDuration != null && $Object.hasOwnProperty.call(message, "correctDuration") && (typeof message.correctDuration === "object" ? message.correctDuration.low || message.correctDuration.high : message.correctDuration !== 0))
                    writer.uint32(24).uint64(message.correctDuration);
                if (message.storeDuration != null && $Object.hasOwnProperty.call(message, "storeDuration") && (typeof message.storeDuration === "object" ? message.storeDuration.low || message.storeDuration.high : message.storeDuration !== 0))
                    writer.uint32(32).uint64(message.storeDuration);
                if (message.swapping != null && $Object.hasOwnProperty.call(message, "swapping") && message.swapping !== false)
                    writer.uint32(40).bool(message.swapping);
                if (message.swapDuration != null && $Object.hasOwnProperty.call(message, "swapDuration") && (typeof message.swapDuration === "object" ? message.swapDuration.low || message.swapDuration.high : message.swapDuration !== 0))
                    writer.uint32(48).uint64(message.swapDuration);
                if (message.swapQuality != null && $Object.hasOwnProperty.call(message, "swapQuality"))
                    writer.uint32(57).double(message.swapQuality);
                if (message.prepareDuration != null && $Object.hasOwnProperty.call(message, "prepareDuration"))
                    writer.uint32(64).uint64(message.prepareDuration);
                if (message.gateDuration != null && $Object.hasOwnProperty.call(message, "gateDuration"))
                    writer.uint32(72).uint64(message.gateDuration);
                if (message.distillation != null && $Object.hasOwnProperty.call(message, "distillation") && message.distillation !== false)
                    writer.uint32(80).bool(message.distillation);
                if (message.distilDuration != null && $Object.hasOwnProperty.call(message, "distilDuration") && (typeof message.distilDuration === "object" ? message.distilDuration.low || message.distilDuration.high : message.distilDuration !== 0))
                    writer.uint32(88).uint64(message.distilDuration);
                if (message.storage != null && $Object.hasOwnProperty.call(message, "storage") && message.storage !== false)
                    writer.uint32(96).bool(message.storage);
                if (message.coherenceTime != null && $Object.hasOwnProperty.call(message, "coherenceTime") && !$Object.is(message.coherenceTime, 0))
                    writer.uint32(105).double(message.coherenceTime);
                if (message.links != null && message.links.length)
                    for (let i = 0; i < message.links.length; ++i)
                        $root.bellwire.v1.DeviceLink.encode(message.links[i], writer.uint32(114).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return DeviceCapabilities;
        })();

        v1.DeviceLink = (function() {

            const DeviceLink = function (properties) {
                this.points = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            DeviceLink.prototype.link = 0;
            DeviceLink.prototype.keep = false;
            DeviceLink.prototype.arrival = null;
            DeviceLink.prototype.points = $util.emptyArray;
            DeviceLink.prototype.holds = false;

            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(DeviceLink.prototype, "_arrival", {
                get: $util.oneOfGetter($oneOfFields = ["arrival"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            DeviceLink.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.link != null && $Object.hasOwnProperty.call(message, "link") && message.link !== 0)
                    writer.uint32(8).uint32(message.link);
                if (message.keep != null && $Object.hasOwnProperty.call(message, "keep") && message.keep !== false)
                    writer.uint32(16).bool(message.keep);
                if (message.arrival != null && $Object.hasOwnProperty.call(message, "arrival"))
                    $root.bellwire.v1.DeviceArrival.encode(message.arrival, writer.uint32(26).fork(), _depth + 1).ldelim();
                if (message.points != null && message.points.length)
                    for (let i = 0; i < message.points.length; ++i)
                        $root.bellwire.v1.DeviceOperatingPoint.encode(message.points[i], writer.uint32(34).fork(), _depth + 1).ldelim();
                if (message.holds != null && $Object.hasOwnProperty.call(message, "holds") && message.holds !== false)
                    writer.uint32(40).bool(message.holds);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return DeviceLink;
        })();

        v1.DeviceArrival = (function() {

            const DeviceArrival = function (properties) {
                this.bases = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            DeviceArrival.prototype.hardware = false;
            DeviceArrival.prototype.bases = $util.emptyArray;

            DeviceArrival.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.hardware != null && $Object.hasOwnProperty.call(message, "hardware") && message.hardware !== false)
                    writer.uint32(8).bool(message.hardware);
                if (message.bases != null && message.bases.length)
                    for (let i = 0; i < message.bases.length; ++i)
                        $root.bellwire.v1.DeviceBasisShare.encode(message.bases[i], writer.uint32(18).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return DeviceArrival;
        })();

        v1.DeviceOperatingPoint = (function() {

            const DeviceOperatingPoint = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            DeviceOperatingPoint.prototype.brightness = 0;
            DeviceOperatingPoint.prototype.fidelity = 0;
            DeviceOperatingPoint.prototype.successProbability = 0;

            DeviceOperatingPoint.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.brightness != null && $Object.hasOwnProperty.call(message, "brightness") && !$Object.is(message.brightness, 0))
                    writer.uint32(9).double(message.brightness);
                if (message.fidelity != null && $Object.hasOwnProperty.call(message, "fidelity") && !$Object.is(message.fidelity, 0))
                    writer.uint32(17).double(message.fidelity);
                if (message.successProbability != null && $Object.hasOwnProperty.call(message, "successProbability") && !$Object.is(message.successProbability, 0))
                    writer.uint32(25).double(message.successProbability);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return DeviceOperatingPoint;
        })();

        v1.DeviceGenerate = (function() {

            const DeviceGenerate = function (properties) {
                this.arrivalBases = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            DeviceGenerate.prototype.link = 0;
            DeviceGenerate.prototype.qubit = 0;
            DeviceGenerate.prototype.firstSlot = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
            DeviceGenerate.prototype.slots = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
            DeviceGenerate.prototype.brightness = 0;
            DeviceGenerate.prototype.arrival = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
            DeviceGenerate.prototype.period = 0;
            DeviceGenerate.prototype.arrivalBases = $util.emptyArray;

            DeviceGenerate.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.link != null && $Object.hasOwnProperty.call(message, "link") && message.link !== 0)
                    writer.uint32(8).uint32(message.link);
                if (message.qubit != null && $Object.hasOwnProperty.call(message, "qubit") && message.qubit !== 0)
                    writer.uint32(16).uint32(message.qubit);
                if (message.firstSlot != null && $Object.hasOwnProperty.call(message, "firstSlot") && (typeof message.firstSlot === "object" ? message.firstSlot.low || message.firstSlot.high : message.firstSlot !== 0))
                    writer.uint32(24).uint64(message.firstSlot);
                if (message.slots != null && $Object.hasOwnProperty.call(message, "slots") && (typeof message.slots === "object" ? message.slots.low || message.slots.high : message.slots !== 0))
                    writer.uint32(32).uint64(message.slots);
                if (message.brightness != null && $Object.hasOwnProperty.call(message, "brightness") && !$Object.is(message.brightness, 0))
                    writer.uint32(41).double(message.brightness);
                if (message.arrival != null && $Object.hasOwnProperty.call(message, "arrival") && (typeof message.arrival === "object" ? message.arrival.low || message.arrival.high : message.arrival !== 0))
                    writer.uint32(48).uint64(message.arrival);
                if (message.period != null && $Object.hasOwnProperty.call(message, "period") && !$Object.is(message.period, 0))
                    writer.uint32(57).double(message.period);
                if (message.arrivalBases != null && message.arrivalBases.length)
                    for (let i = 0; i < message.arrivalBases.length; ++i)
                        $root.bellwire.v1.DeviceBasisShare.encode(message.arrivalBases[i], writer.uint32(66).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return DeviceGenerate;
        })();

        v1.DeviceHalt = (function() {

            const DeviceHalt = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            DeviceHalt.prototype.link = 0;

            DeviceHalt.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.link != null && $Object.hasOwnProperty.call(message, "link") && message.link !== 0)
                    writer.uint32(8).uint32(message.link);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return DeviceHalt;
        })();

        v1.DeviceMeasure = (function() {

            const DeviceMeasure = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            DeviceMeasure.prototype.qubit = 0;
            DeviceMeasure.prototype.basis = 0;
            DeviceMeasure.prototype.rotation = null;
            DeviceMeasure.prototype.tag = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(DeviceMeasure.prototype, "_rotation", {
                get: $util.oneOfGetter($oneOfFields = ["rotation"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            DeviceMeasure.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.qubit != null && $Object.hasOwnProperty.call(message, "qubit") && message.qubit !== 0)
                    writer.uint32(8).uint32(message.qubit);
                if (message.basis != null && $Object.hasOwnProperty.call(message, "basis") && message.basis !== 0)
                    writer.uint32(16).int32(message.basis);
                if (message.rotation != null && $Object.hasOwnProperty.call(message, "rotation"))
                    $root.bellwire.v1.DeviceRotation.encode(message.rotation, writer.uint32(26).fork(), _depth + 1).ldelim();
                if (message.tag != null && $Object.hasOwnProperty.call(message, "tag") && (typeof message.tag === "object" ? message.tag.low || message.tag.high : message.tag !== 0))
                    writer.uint32(32).sint64(message.tag);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return DeviceMeasure;
        })();

        v1.DeviceMeasured = (function() {

            const DeviceMeasured = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            DeviceMeasured.prototype.qubit = 0;
            DeviceMeasured.prototype.tag = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
            DeviceMeasured.prototype.outcome = 0;
            DeviceMeasured.prototype.basis = null;

            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(DeviceMeasured.prototype, "_basis", {
                get: $util.oneOfGetter($oneOfFields = ["basis"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            DeviceMeasured.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.qubit != null && $Object.hasOwnProperty.call(message, "qubit") && message.qubit !== 0)
                    writer.uint32(8).uint32(message.qubit);
                if (message.tag != null && $Object.hasOwnProperty.call(message, "tag") && (typeof message.tag === "object" ? message.tag.low || message.tag.high : message.tag !== 0))
                    writer.uint32(16).sint64(message.tag);
                if (message.outcome != null && $Object.hasOwnProperty.call(message, "outcome") && message.outcome !== 0)
                    writer.uint32(24).uint32(message.outcome);
                if (message.basis != null && $Object.hasOwnProperty.call(message, "basis"))
                    writer.uint32(32).int32(message.basis);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return DeviceMeasured;
        })();

        v1.DevicePrepare = (function() {

            const DevicePrepare = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            DevicePrepare.prototype.qubit = 0;
            DevicePrepare.prototype.rotation = null;
            DevicePrepare.prototype.tag = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

            DevicePrepare.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.qubit != null && $Object.hasOwnProperty.call(message, "qubit") && message.qubit !== 0)
                    writer.uint32(8).uint32(message.qubit);
                if (message.rotation != null && $Object.hasOwnProperty.call(message, "rotation"))
                    $root.bellwire.v1.DeviceRotation.encode(message.rotation, writer.uint32(18).fork(), _depth + 1).ldelim();
                if (message.tag != null && $Object.hasOwnProperty.call(message, "tag") && (typeof message.tag === "object" ? message.tag.low || message.tag.high : message.tag !== 0))
                    writer.uint32(24).sint64(message.tag);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return DevicePrepare;
        })();

        v1.DevicePrepared = (function() {

            const DevicePrepared = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            DevicePrepared.prototype.qubit = 0;
            DevicePrepared.prototype.tag = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

            DevicePrepared.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.qubit != null && $Object.hasOwnProperty.call(message, "qubit") && message.qubit !== 0)
                    writer.uint32(8).uint32(message.qubit);
                if (message.tag != null && $Object.hasOwnProperty.call(message, "tag") && (typeof message.tag === "object" ? message.tag.low || message.tag.high : message.tag !== 0))
                    writer.uint32(16).sint64(message.tag);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return DevicePrepared;
        })();

        v1.DeviceCorrect = (function() {

            const DeviceCorrect = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            DeviceCorrect.prototype.qubit = 0;
            DeviceCorrect.prototype.pauli = 0;
            DeviceCorrect.prototype.tag = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

            DeviceCorrect.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.qubit != null && $Object.hasOwnProperty.call(message, "qubit") && message.qubit !== 0)
                    writer.uint32(8).uint32(message.qubit);
                if (message.pauli != null && $Object.hasOwnProperty.call(message, "pauli") && message.pauli !== 0)
                    writer.uint32(16).uint32(message.pauli);
                if (message.tag != null && $Object.hasOwnProperty.call(message, "tag") && (typeof message.tag === "object" ? message.tag.low || message.tag.high : message.tag !== 0))
                    writer.uint32(24).sint64(message.tag);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return DeviceCorrect;
        })();

        v1.DeviceCorrected = (function() {

            const DeviceCorrected = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            DeviceCorrected.prototype.qubit = 0;
            DeviceCorrected.prototype.tag = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

            DeviceCorrected.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.qubit != null && $Object.hasOwnProperty.call(message, "qubit") && message.qubit !== 0)
                    writer.uint32(8).uint32(message.qubit);
                if (message.tag != null && $Object.hasOwnProperty.call(message, "tag") && (typeof message.tag === "object" ? message.tag.low || message.tag.high : message.tag !== 0))
                    writer.uint32(16).sint64(message.tag);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return DeviceCorrected;
        })();

        v1.DeviceStore = (function() {

            const DeviceStore = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            DeviceStore.prototype.qubit = 0;
            DeviceStore.prototype.tag = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

            DeviceStore.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.qubit != null && $Object.hasOwnProperty.call(message, "qubit") && message.qubit !== 0)
                    writer.uint32(8).uint32(message.qubit);
                if (message.tag != null && $Object.hasOwnProperty.call(message, "tag") && (typeof message.tag === "object" ? message.tag.low || message.tag.high : message.tag !== 0))
                    writer.uint32(16).sint64(message.tag);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return DeviceStore;
        })();

        v1.DeviceStored = (function() {

            const DeviceStored = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            DeviceStored.prototype.qubit = 0;
            DeviceStored.prototype.tag = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

            DeviceStored.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.qubit != null && $Object.hasOwnProperty.call(message, "qubit") && message.qubit !== 0)
                    writer.uint32(8).uint32(message.qubit);
                if (message.tag != null && $Object.hasOwnProperty.call(message, "tag") && (typeof message.tag === "object" ? message.tag.low || message.tag.high : message.tag !== 0))
                    writer.uint32(16).sint64(message.tag);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return DeviceStored;
        })();

        v1.DeviceSwap = (function() {

            const DeviceSwap = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            DeviceSwap.prototype.a = 0;
            DeviceSwap.prototype.b = 0;
            DeviceSwap.prototype.tag = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

            DeviceSwap.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.a != null && $Object.hasOwnProperty.call(message, "a") && message.a !== 0)
                    writer.uint32(8).uint32(message.a);
                if (message.b != null && $Object.hasOwnProperty.call(message, "b") && message.b !== 0)
                    writer.uint32(16).uint32(message.b);
                if (message.tag != null && $Object.hasOwnProperty.call(message, "tag") && (typeof message.tag === "object" ? message.tag.low || message.tag.high : message.tag !== 0))
                    writer.uint32(24).sint64(message.tag);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return DeviceSwap;
        })();

        v1.DeviceSwapped = (function() {

            const DeviceSwapped = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            DeviceSwapped.prototype.a = 0;
            DeviceSwapped.prototype.b = 0;
            DeviceSwapped.prototype.tag = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
            DeviceSwapped.prototype.outcome = 0;

            DeviceSwapped.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.a != null && $Object.hasOwnProperty.call(message, "a") && message.a !== 0)
                    writer.uint32(8).uint32(message.a);
                if (message.b != null && $Object.hasOwnProperty.call(message, "b") && message.b !== 0)
                    writer.uint32(16).uint32(message.b);
                if (message.tag != null && $Object.hasOwnProperty.call(message, "tag") && (typeof message.tag === "object" ? message.tag.low || message.tag.high : message.tag !== 0))
                    writer.uint32(24).sint64(message.tag);
                if (message.outcome != null && $Object.hasOwnProperty.call(message, "outcome") && message.outcome !== 0)
                    writer.uint32(32).uint32(message.outcome);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return DeviceSwapped;
        })();

        v1.DeviceGate = (function() {

            const DeviceGate = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            DeviceGate.prototype.gate = 0;
            DeviceGate.prototype.control = 0;
            DeviceGate.prototype.target = 0;
            DeviceGate.prototype.tag = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

            DeviceGate.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.gate != null && $Object.hasOwnProperty.call(message, "gate") && message.gate !== 0)
                    writer.uint32(8).int32(message.gate);
                if (message.control != null && $Object.hasOwnProperty.call(message, "control") && message.control !== 0)
                    writer.uint32(16).uint32(message.control);
                if (message.target != null && $Object.hasOwnProperty.call(message, "target") && message.target !== 0)
                    writer.uint32(24).uint32(message.target);
                if (message.tag != null && $Object.hasOwnProperty.call(message, "tag") && (typeof message.tag === "object" ? message.tag.low || message.tag.high : message.tag !== 0))
                    writer.uint32(32).sint64(message.tag);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return DeviceGate;
        })();

        v1.DeviceGated = (function() {

            const DeviceGated = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            DeviceGated.prototype.control = 0;
            DeviceGated.prototype.target = 0;
            DeviceGated.prototype.tag = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

            DeviceGated.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.control != null && $Object.hasOwnProperty.call(message, "control") && message.control !== 0)
                    writer.uint32(8).uint32(message.control);
                if (message.target != null && $Object.hasOwnProperty.call(message, "target") && message.target !== 0)
                    writer.uint32(16).uint32(message.target);
                if (message.tag != null && $Object.hasOwnProperty.call(message, "tag") && (typeof message.tag === "object" ? message.tag.low || message.tag.high : message.tag !== 0))
                    writer.uint32(24).sint64(message.tag);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return DeviceGated;
        })();

        v1.DeviceTwirls = (function() {

            const DeviceTwirls = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            DeviceTwirls.prototype.keep = 0;
            DeviceTwirls.prototype.sacrifice = 0;

            DeviceTwirls.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.keep != null && $Object.hasOwnProperty.call(message, "keep") && message.keep !== 0)
                    writer.uint32(8).uint32(message.keep);
                if (message.sacrifice != null && $Object.hasOwnProperty.call(message, "sacrifice") && message.sacrifice !== 0)
                    writer.uint32(16).uint32(message.sacrifice);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return DeviceTwirls;
        })();

        v1.DeviceDistil = (function() {

            const DeviceDistil = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            DeviceDistil.prototype.keep = 0;
            DeviceDistil.prototype.sacrifice = 0;
            DeviceDistil.prototype.second = null;
            DeviceDistil.prototype.protocol = 0;
            DeviceDistil.prototype.side = 0;
            DeviceDistil.prototype.twirls = null;
            DeviceDistil.prototype.tag = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(DeviceDistil.prototype, "_second", {
                get: $util.oneOfGetter($oneOfFields = ["second"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(DeviceDistil.prototype, "_twirls", {
                get: $util.oneOfGetter($oneOfFields = ["twirls"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            DeviceDistil.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.keep != null && $Object.hasOwnProperty.call(message, "keep") && message.keep !== 0)
                    writer.uint32(8).uint32(message.keep);
                if (message.sacrifice != null && $Object.hasOwnProperty.call(message, "sacrifice") && message.sacrifice !== 0)
                    writer.uint32(16).uint32(message.sacrifice);
                if (message.second != null && $Object.hasOwnProperty.call(message, "second"))
                    writer.uint32(24).uint32(message.second);
                if (message.protocol != null && $Object.hasOwnProperty.call(message, "protocol") && message.protocol !== 0)
                    writer.uint32(32).int32(message.protocol);
                if (message.side != null && $Object.hasOwnProperty.call(message, "side") && message.side !== 0)
                    writer.uint32(40).uint32(message.side);
                if (message.twirls != null && $Object.hasOwnProperty.call(message, "twirls"))
                    $root.bellwire.v1.DeviceTwirls.encode(message.twirls, writer.uint32(50).fork(), _depth + 1).ldelim();
                if (message.tag != null && $Object.hasOwnProperty.call(message, "tag") && (typeof message.tag === "object" ? message.tag.low || message.tag.high : message.tag !== 0))
                    writer.uint32(56).sint64(message.tag);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return DeviceDistil;
        })();

        v1.DeviceDistilled = (function() {

            const DeviceDistilled = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            DeviceDistilled.prototype.keep = 0;
            DeviceDistilled.prototype.sacrifice = 0;
            DeviceDistilled.prototype.second = null;
            DeviceDistilled.prototype.tag = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
            DeviceDistilled.prototype.outcome = 0;

            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(DeviceDistilled.prototype, "_second", {
                get: $util.oneOfGetter($oneOfFields = ["second"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            DeviceDistilled.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.keep != null && $Object.hasOwnProperty.call(message, "keep") && message.keep !== 0)
                    writer.uint32(8).uint32(message.keep);
                if (message.sacrifice != null && $Object.hasOwnProperty.call(message, "sacrifice") && message.sacrifice !== 0)
                    writer.uint32(16).uint32(message.sacrifice);
                if (message.second != null && $Object.hasOwnProperty.call(message, "second"))
                    writer.uint32(24).uint32(message.second);
                if (message.tag != null && $Object.hasOwnProperty.call(message, "tag") && (typeof message.tag === "object" ? message.tag.low || message.tag.high : message.tag !== 0))
                    writer.uint32(32).sint64(message.tag);
                if (message.outcome != null && $Object.hasOwnProperty.call(message, "outcome") && message.outcome !== 0)
                    writer.uint32(40).uint32(message.outcome);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return DeviceDistilled;
        })();

        v1.DeviceRelease = (function() {

            const DeviceRelease = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            DeviceRelease.prototype.qubit = 0;

            DeviceRelease.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.qubit != null && $Object.hasOwnProperty.call(message, "qubit") && message.qubit !== 0)
                    writer.uint32(8).uint32(message.qubit);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return DeviceRelease;
        })();

        v1.DeviceCalibrate = (function() {

            const DeviceCalibrate = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            DeviceCalibrate.prototype.link = 0;
            DeviceCalibrate.prototype.tag = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

            DeviceCalibrate.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.link != null && $Object.hasOwnProperty.call(message, "link") && message.link !== 0)
                    writer.uint32(8).uint32(message.link);
                if (message.tag != null && $Object.hasOwnProperty.call(message, "tag") && (typeof message.tag === "object" ? message.tag.low || message.tag.high : message.tag !== 0))
                    writer.uint32(16).sint64(message.tag);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return DeviceCalibrate;
        })();

        v1.DeviceCalibrated = (function() {

            const DeviceCalibrated = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            DeviceCalibrated.prototype.link = 0;
            DeviceCalibrated.prototype.tag = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

            DeviceCalibrated.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.link != null && $Object.hasOwnProperty.call(message, "link") && message.link !== 0)
                    writer.uint32(8).uint32(message.link);
                if (message.tag != null && $Object.hasOwnProperty.call(message, "tag") && (typeof message.tag === "object" ? message.tag.low || message.tag.high : message.tag !== 0))
                    writer.uint32(16).sint64(message.tag);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return DeviceCalibrated;
        })();

        v1.DeviceGenerationFailed = (function() {

            const DeviceGenerationFailed = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            DeviceGenerationFailed.prototype.link = 0;
            DeviceGenerationFailed.prototype.firstSlot = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            DeviceGenerationFailed.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.link != null && $Object.hasOwnProperty.call(message, "link") && message.link !== 0)
                    writer.uint32(8).uint32(message.link);
                if (message.firstSlot != null && $Object.hasOwnProperty.call(message, "firstSlot") && (typeof message.firstSlot === "object" ? message.firstSlot.low || message.firstSlot.high : message.firstSlot !== 0))
                    writer.uint32(16).uint64(message.firstSlot);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return DeviceGenerationFailed;
        })();

        v1.DeviceLinkQuality = (function() {

            const DeviceLinkQuality = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            DeviceLinkQuality.prototype.link = 0;
            DeviceLinkQuality.prototype.quality = 0;
            DeviceLinkQuality.prototype.validFor = 0;

            DeviceLinkQuality.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.link != null && $Object.hasOwnProperty.call(message, "link") && message.link !== 0)
                    writer.uint32(8).uint32(message.link);
                if (message.quality != null && $Object.hasOwnProperty.call(message, "quality") && message.quality !== 0)
                    writer.uint32(16).uint32(message.quality);
                if (message.validFor != null && $Object.hasOwnProperty.call(message, "validFor") && !$Object.is(message.validFor, 0))
                    writer.uint32(25).double(message.validFor);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return DeviceLinkQuality;
        })();

        v1.DeviceObserve = (function() {

            const DeviceObserve = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            DeviceObserve.prototype.link = 0;
            DeviceObserve.prototype.firstSlot = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
            DeviceObserve.prototype.slots = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
            DeviceObserve.prototype.arrival = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
            DeviceObserve.prototype.period = 0;

            DeviceObserve.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.link != null && $Object.hasOwnProperty.call(message, "link") && message.link !== 0)
                    writer.uint32(8).uint32(message.link);
                if (message.firstSlot != null && $Object.hasOwnProperty.call(message, "firstSlot") && (typeof message.firstSlot === "object" ? message.firstSlot.low || message.firstSlot.high : message.firstSlot !== 0))
                    writer.uint32(16).uint64(message.firstSlot);
                if (message.slots != null && $Object.hasOwnProperty.call(message, "slots") && (typeof message.slots === "object" ? message.slots.low || message.slots.high : message.slots !== 0))
                    writer.uint32(24).uint64(message.slots);
                if (message.arrival != null && $Object.hasOwnProperty.call(message, "arrival") && (typeof message.arrival === "object" ? message.arrival.low || message.arrival.high : message.arrival !== 0))
                    writer.uint32(32).uint64(message.arrival);
                if (message.period != null && $Object.hasOwnProperty.call(message, "period") && !$Object.is(message.period, 0))
                    writer.uint32(41).double(message.period);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return DeviceObserve;
        })();

        v1.DeviceClose = (function() {

            const DeviceClose = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            DeviceClose.prototype.link = 0;

            DeviceClose.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.link != null && $Object.hasOwnProperty.call(message, "link") && message.link !== 0)
                    writer.uint32(8).uint32(message.link);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return DeviceClose;
        })();

        v1.DeviceConnect = (function() {

            const DeviceConnect = function (properties) {
                this.links = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            DeviceConnect.prototype.links = $util.emptyArray;

            DeviceConnect.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.links != null && message.links.length)
                    for (let i = 0; i < message.links.length; ++i)
                        $root.bellwire.v1.DeviceLinkNumber.encode(message.links[i], writer.uint32(10).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return DeviceConnect;
        })();

        v1.DeviceDetected = (function() {

            const DeviceDetected = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            DeviceDetected.prototype.link = 0;
            DeviceDetected.prototype.slot = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
            DeviceDetected.prototype.offset = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
            DeviceDetected.prototype.bellIndex = 0;

            DeviceDetected.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.link != null && $Object.hasOwnProperty.call(message, "link") && message.link !== 0)
                    writer.uint32(8).uint32(message.link);
                if (message.slot != null && $Object.hasOwnProperty.call(message, "slot") && (typeof message.slot === "object" ? message.slot.low || message.slot.high : message.slot !== 0))
                    writer.uint32(16).uint64(message.slot);
                if (message.offset != null && $Object.hasOwnProperty.call(message, "offset") && (typeof message.offset === "object" ? message.offset.low || message.offset.high : message.offset !== 0))
                    writer.uint32(24).uint64(message.offset);
                if (message.bellIndex != null && $Object.hasOwnProperty.call(message, "bellIndex") && message.bellIndex !== 0)
                    writer.uint32(32).uint32(message.bellIndex);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return DeviceDetected;
        })();

        v1.DeviceSilent = (function() {

            const DeviceSilent = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            DeviceSilent.prototype.link = 0;
            DeviceSilent.prototype.lastSlot = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            DeviceSilent.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.link != null && $Object.hasOwnProperty.call(message, "link") && message.link !== 0)
                    writer.uint32(8).uint32(message.link);
                if (message.lastSlot != null && $Object.hasOwnProperty.call(message, "lastSlot") && (typeof message.lastSlot === "object" ? message.lastSlot.low || message.lastSlot.high : message.lastSlot !== 0))
                    writer.uint32(16).uint64(message.lastSlot);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return DeviceSilent;
        })();

        v1.DeviceSwitch = (function() {

            const DeviceSwitch = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            DeviceSwitch.prototype.interferometers = 0;
            DeviceSwitch.prototype.switchDuration = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            DeviceSwitch.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.interferometers != null && $Object.hasOwnProperty.call(message, "interferometers") && message.interferometers !== 0)
                    writer.uint32(8).uint32(message.interferometers);
                if (message.switchDuration != null && $Object.hasOwnProperty.call(message, "switchDuration") && (typeof message.switchDuration === "object" ? message.switchDuration.low || message.switchDuration.high : message.switchDuration !== 0))
                    writer.uint32(16).uint64(message.switchDuration);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return DeviceSwitch;
        })();

        v1.TransportMessage = (function() {

            const TransportMessage = function (properties) {
                this.frames = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            TransportMessage.prototype.hello = null;
            TransportMessage.prototype.frames = $util.emptyArray;

            let $oneOfFields;

            $Object.defineProperty(TransportMessage.prototype, "message", {
                get: $util.oneOfGetter($oneOfFields = ["hello"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            TransportMessage.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.hello != null && $Object.hasOwnProperty.call(message, "hello"))
                    $root.bellwire.v1.TransportHello.encode(message.hello, writer.uint32(10).fork(), _depth + 1).ldelim();
                if (message.frames != null && message.frames.length)
                    for (let i = 0; i < message.frames.length; ++i)
                        writer.uint32(18).bytes(message.frames[i]);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return TransportMessage;
        })();

        v1.TransportHello = (function() {

            const TransportHello = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            TransportHello.prototype.minimumVersion = 0;
            TransportHello.prototype.maximumVersion = 0;
            TransportHello.prototype.node = 0;
            TransportHello.prototype.peer = 0;
            TransportHello.prototype.incarnation = 0;

            TransportHello.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.minimumVersion != null && $Object.hasOwnProperty.call(message, "minimumVersion") && message.minimumVersion !== 0)
                    writer.uint32(8).uint32(message.minimumVersion);
                if (message.maximumVersion != null && $Object.hasOwnProperty.call(message, "maximumVersion") && message.maximumVersion !== 0)
                    writer.uint32(16).uint32(message.maximumVersion);
                if (message.node != null && $Object.hasOwnProperty.call(message, "node") && message.node !== 0)
                    writer.uint32(24).uint32(message.node);
                if (message.peer != null && $Object.hasOwnProperty.call(message, "peer") && message.peer !== 0)
                    writer.uint32(32).uint32(message.peer);
                if (message.incarnation != null && $Object.hasOwnProperty.call(message, "incarnation") && message.incarnation !== 0)
                    writer.uint32(45).fixed32(message.incarnation);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            return TransportHello;
        })();

        return v1;
    })();

    return bellwire;
})();

export {
  $root as default
};
