// Generated from spec/wire by scripts/generate.js. Do not edit.
import * as $protobuf from "protobufjs/minimal.js";

/** Namespace bellwire. */
export namespace bellwire {

    /** Namespace v1. */
    namespace v1 {

        /**
         * Properties of a Frame.
         * @deprecated Use bellwire.v1.Frame.$Properties instead.
         */
        interface IFrame extends bellwire.v1.Frame.$Properties {
        }

        /** Represents a Frame. */
        class Frame {

            /**
             * Constructs a new Frame.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.Frame.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Frame gen. */
            gen?: (bellwire.v1.Gen.$Properties|null);

            /** Frame reply. */
            reply?: (bellwire.v1.Reply.$Properties|null);

            /** Frame keepalive. */
            keepalive?: (bellwire.v1.KeepAlive.$Properties|null);

            /** Frame sync. */
            sync?: (bellwire.v1.Sync.$Properties|null);

            /** Frame syncReply. */
            syncReply?: (bellwire.v1.SyncReply.$Properties|null);

            /** Frame released. */
            released?: (bellwire.v1.Released.$Properties|null);

            /** Frame expire. */
            expire?: (bellwire.v1.Expire.$Properties|null);

            /** Frame expireAck. */
            expireAck?: (bellwire.v1.ExpireAck.$Properties|null);

            /** Frame testResults. */
            testResults?: (bellwire.v1.TestResults.$Properties|null);

            /** Frame more. */
            more?: (bellwire.v1.More.$Properties|null);

            /** Frame add. */
            add?: (bellwire.v1.Add.$Properties|null);

            /** Frame addAck. */
            addAck?: (bellwire.v1.AddAck.$Properties|null);

            /** Frame addRej. */
            addRej?: (bellwire.v1.AddReject.$Properties|null);

            /** Frame cancel. */
            cancel?: (bellwire.v1.Cancel.$Properties|null);

            /** Frame end. */
            end?: (bellwire.v1.End.$Properties|null);

            /** Frame endAck. */
            endAck?: (bellwire.v1.EndAck.$Properties|null);

            /** Frame hello. */
            hello?: (bellwire.v1.Hello.$Properties|null);

            /** Frame open. */
            open?: (bellwire.v1.Open.$Properties|null);

            /** Frame openAck. */
            openAck?: (bellwire.v1.OpenAck.$Properties|null);

            /** Frame linkState. */
            linkState?: (bellwire.v1.LinkState.$Properties|null);

            /** Frame maintenance. */
            maintenance?: (bellwire.v1.Maintenance.$Properties|null);

            /** Frame maintenanceAck. */
            maintenanceAck?: (bellwire.v1.MaintenanceAck.$Properties|null);

            /** Frame slotRequest. */
            slotRequest?: (bellwire.v1.SlotRequest.$Properties|null);

            /** Frame slotGrant. */
            slotGrant?: (bellwire.v1.SlotGrant.$Properties|null);

            /** Frame schedule. */
            schedule?: (bellwire.v1.Schedule.$Properties|null);

            /** Frame scheduleAck. */
            scheduleAck?: (bellwire.v1.ScheduleAck.$Properties|null);

            /** Frame track. */
            track?: (bellwire.v1.Track.$Properties|null);

            /** Frame neighbour. */
            neighbour?: (bellwire.v1.Neighbour.$Properties|null);

            /** Frame pairExpire. */
            pairExpire?: (bellwire.v1.PairExpire.$Properties|null);

            /** Frame credit. */
            credit?: (bellwire.v1.Credit.$Properties|null);

            /** Frame advertisement. */
            advertisement?: (bellwire.v1.Advertisement.$Properties|null);

            /** Frame path. */
            path?: (bellwire.v1.Path.$Properties|null);

            /** Frame resv. */
            resv?: (bellwire.v1.Resv.$Properties|null);

            /** Frame resvConf. */
            resvConf?: (bellwire.v1.ResvConf.$Properties|null);

            /** Frame tear. */
            tear?: (bellwire.v1.Tear.$Properties|null);

            /** Frame circuitErr. */
            circuitErr?: (bellwire.v1.CircuitErr.$Properties|null);

            /** Frame forward. */
            forward?: (bellwire.v1.Forward.$Properties|null);

            /** Frame complete. */
            complete?: (bellwire.v1.Complete.$Properties|null);

            /** Frame reach. */
            reach?: (bellwire.v1.Reach.$Properties|null);

            /** Frame settle. */
            settle?: (bellwire.v1.Settle.$Properties|null);

            /** Frame settled. */
            settled?: (bellwire.v1.Settled.$Properties|null);

            /** Frame distil. */
            distil?: (bellwire.v1.Distil.$Properties|null);

            /** Frame distilled. */
            distilled?: (bellwire.v1.Distilled.$Properties|null);

            /** Frame stageExpire. */
            stageExpire?: (bellwire.v1.StageExpire.$Properties|null);

            /** Frame ask. */
            ask?: (bellwire.v1.Ask.$Properties|null);

            /** Frame answer. */
            answer?: (bellwire.v1.Answer.$Properties|null);

            /** Frame correction. */
            correction?: (bellwire.v1.Correction.$Properties|null);

            /** Frame correctionAck. */
            correctionAck?: (bellwire.v1.CorrectionAck.$Properties|null);

            /** Frame keyBlock. */
            keyBlock?: (bellwire.v1.KeyBlock.$Properties|null);

            /** Frame keyReserve. */
            keyReserve?: (bellwire.v1.KeyReserve.$Properties|null);

            /** Frame keyReserved. */
            keyReserved?: (bellwire.v1.KeyReserved.$Properties|null);

            /** Frame keyRefused. */
            keyRefused?: (bellwire.v1.KeyRefused.$Properties|null);

            /** Frame keyTaken. */
            keyTaken?: (bellwire.v1.KeyTaken.$Properties|null);

            /** Frame keyBurn. */
            keyBurn?: (bellwire.v1.KeyBurn.$Properties|null);

            /** Frame keyNoted. */
            keyNoted?: (bellwire.v1.KeyNoted.$Properties|null);

            /** Frame message. */
            message?: ("gen"|"reply"|"keepalive"|"sync"|"syncReply"|"released"|"expire"|"expireAck"|"testResults"|"more"|"add"|"addAck"|"addRej"|"cancel"|"end"|"endAck"|"hello"|"open"|"openAck"|"linkState"|"maintenance"|"maintenanceAck"|"slotRequest"|"slotGrant"|"schedule"|"scheduleAck"|"track"|"neighbour"|"pairExpire"|"credit"|"advertisement"|"path"|"resv"|"resvConf"|"tear"|"circuitErr"|"forward"|"complete"|"reach"|"settle"|"settled"|"distil"|"distilled"|"stageExpire"|"ask"|"answer"|"correction"|"correctionAck"|"keyBlock"|"keyReserve"|"keyReserved"|"keyRefused"|"keyTaken"|"keyBurn"|"keyNoted");

            /**
             * Encodes the specified Frame message. Does not implicitly {@link bellwire.v1.Frame.verify|verify} messages.
             * @param message Frame message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.Frame.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace Frame {

            /** Properties of a Frame. */
            interface $Properties {

                /** Frame gen */
                gen?: (bellwire.v1.Gen.$Properties|null);

                /** Frame reply */
                reply?: (bellwire.v1.Reply.$Properties|null);

                /** Frame keepalive */
                keepalive?: (bellwire.v1.KeepAlive.$Properties|null);

                /** Frame sync */
                sync?: (bellwire.v1.Sync.$Properties|null);

                /** Frame syncReply */
                syncReply?: (bellwire.v1.SyncReply.$Properties|null);

                /** Frame released */
                released?: (bellwire.v1.Released.$Properties|null);

                /** Frame expire */
                expire?: (bellwire.v1.Expire.$Properties|null);

                /** Frame expireAck */
                expireAck?: (bellwire.v1.ExpireAck.$Properties|null);

                /** Frame testResults */
                testResults?: (bellwire.v1.TestResults.$Properties|null);

                /** Frame more */
                more?: (bellwire.v1.More.$Properties|null);

                /** Frame add */
                add?: (bellwire.v1.Add.$Properties|null);

                /** Frame addAck */
                addAck?: (bellwire.v1.AddAck.$Properties|null);

                /** Frame addRej */
                addRej?: (bellwire.v1.AddReject.$Properties|null);

                /** Frame cancel */
                cancel?: (bellwire.v1.Cancel.$Properties|null);

                /** Frame end */
                end?: (bellwire.v1.End.$Properties|null);

                /** Frame endAck */
                endAck?: (bellwire.v1.EndAck.$Properties|null);

                /** Frame hello */
                hello?: (bellwire.v1.Hello.$Properties|null);

                /** Frame open */
                open?: (bellwire.v1.Open.$Properties|null);

                /** Frame openAck */
                openAck?: (bellwire.v1.OpenAck.$Properties|null);

                /** Frame linkState */
                linkState?: (bellwire.v1.LinkState.$Properties|null);

                /** Frame maintenance */
                maintenance?: (bellwire.v1.Maintenance.$Properties|null);

                /** Frame maintenanceAck */
                maintenanceAck?: (bellwire.v1.MaintenanceAck.$Properties|null);

                /** Frame slotRequest */
                slotRequest?: (bellwire.v1.SlotRequest.$Properties|null);

                /** Frame slotGrant */
                slotGrant?: (bellwire.v1.SlotGrant.$Properties|null);

                /** Frame schedule */
                schedule?: (bellwire.v1.Schedule.$Properties|null);

                /** Frame scheduleAck */
                scheduleAck?: (bellwire.v1.ScheduleAck.$Properties|null);

                /** Frame track */
                track?: (bellwire.v1.Track.$Properties|null);

                /** Frame neighbour */
                neighbour?: (bellwire.v1.Neighbour.$Properties|null);

                /** Frame pairExpire */
                pairExpire?: (bellwire.v1.PairExpire.$Properties|null);

                /** Frame credit */
                credit?: (bellwire.v1.Credit.$Properties|null);

                /** Frame advertisement */
                advertisement?: (bellwire.v1.Advertisement.$Properties|null);

                /** Frame path */
                path?: (bellwire.v1.Path.$Properties|null);

                /** Frame resv */
                resv?: (bellwire.v1.Resv.$Properties|null);

                /** Frame resvConf */
                resvConf?: (bellwire.v1.ResvConf.$Properties|null);

                /** Frame tear */
                tear?: (bellwire.v1.Tear.$Properties|null);

                /** Frame circuitErr */
                circuitErr?: (bellwire.v1.CircuitErr.$Properties|null);

                /** Frame forward */
                forward?: (bellwire.v1.Forward.$Properties|null);

                /** Frame complete */
                complete?: (bellwire.v1.Complete.$Properties|null);

                /** Frame reach */
                reach?: (bellwire.v1.Reach.$Properties|null);

                /** Frame settle */
                settle?: (bellwire.v1.Settle.$Properties|null);

                /** Frame settled */
                settled?: (bellwire.v1.Settled.$Properties|null);

                /** Frame distil */
                distil?: (bellwire.v1.Distil.$Properties|null);

                /** Frame distilled */
                distilled?: (bellwire.v1.Distilled.$Properties|null);

                /** Frame stageExpire */
                stageExpire?: (bellwire.v1.StageExpire.$Properties|null);

                /** Frame ask */
                ask?: (bellwire.v1.Ask.$Properties|null);

                /** Frame answer */
                answer?: (bellwire.v1.Answer.$Properties|null);

                /** Frame correction */
                correction?: (bellwire.v1.Correction.$Properties|null);

                /** Frame correctionAck */
                correctionAck?: (bellwire.v1.CorrectionAck.$Properties|null);

                /** Frame keyBlock */
                keyBlock?: (bellwire.v1.KeyBlock.$Properties|null);

                /** Frame keyReserve */
                keyReserve?: (bellwire.v1.KeyReserve.$Properties|null);

                /** Frame keyReserved */
                keyReserved?: (bellwire.v1.KeyReserved.$Properties|null);

                /** Frame keyRefused */
                keyRefused?: (bellwire.v1.KeyRefused.$Properties|null);

                /** Frame keyTaken */
                keyTaken?: (bellwire.v1.KeyTaken.$Properties|null);

                /** Frame keyBurn */
                keyBurn?: (bellwire.v1.KeyBurn.$Properties|null);

                /** Frame keyNoted */
                keyNoted?: (bellwire.v1.KeyNoted.$Properties|null);

                /** Frame message */
                message?: ("gen"|"reply"|"keepalive"|"sync"|"syncReply"|"released"|"expire"|"expireAck"|"testResults"|"more"|"add"|"addAck"|"addRej"|"cancel"|"end"|"endAck"|"hello"|"open"|"openAck"|"linkState"|"maintenance"|"maintenanceAck"|"slotRequest"|"slotGrant"|"schedule"|"scheduleAck"|"track"|"neighbour"|"pairExpire"|"credit"|"advertisement"|"path"|"resv"|"resvConf"|"tear"|"circuitErr"|"forward"|"complete"|"reach"|"settle"|"settled"|"distil"|"distilled"|"stageExpire"|"ask"|"answer"|"correction"|"correctionAck"|"keyBlock"|"keyReserve"|"keyReserved"|"keyRefused"|"keyTaken"|"keyBurn"|"keyNoted");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a Frame. */
            type $Shape = {
              gen?: bellwire.v1.Gen.$Shape|null;
              reply?: bellwire.v1.Reply.$Shape|null;
              keepalive?: bellwire.v1.KeepAlive.$Shape|null;
              sync?: bellwire.v1.Sync.$Shape|null;
              syncReply?: bellwire.v1.SyncReply.$Shape|null;
              released?: bellwire.v1.Released.$Shape|null;
              expire?: bellwire.v1.Expire.$Shape|null;
              expireAck?: bellwire.v1.ExpireAck.$Shape|null;
              testResults?: bellwire.v1.TestResults.$Shape|null;
              more?: bellwire.v1.More.$Shape|null;
              add?: bellwire.v1.Add.$Shape|null;
              addAck?: bellwire.v1.AddAck.$Shape|null;
              addRej?: bellwire.v1.AddReject.$Shape|null;
              cancel?: bellwire.v1.Cancel.$Shape|null;
              end?: bellwire.v1.End.$Shape|null;
              endAck?: bellwire.v1.EndAck.$Shape|null;
              hello?: bellwire.v1.Hello.$Shape|null;
              open?: bellwire.v1.Open.$Shape|null;
              openAck?: bellwire.v1.OpenAck.$Shape|null;
              linkState?: bellwire.v1.LinkState.$Shape|null;
              maintenance?: bellwire.v1.Maintenance.$Shape|null;
              maintenanceAck?: bellwire.v1.MaintenanceAck.$Shape|null;
              slotRequest?: bellwire.v1.SlotRequest.$Shape|null;
              slotGrant?: bellwire.v1.SlotGrant.$Shape|null;
              schedule?: bellwire.v1.Schedule.$Shape|null;
              scheduleAck?: bellwire.v1.ScheduleAck.$Shape|null;
              track?: bellwire.v1.Track.$Shape|null;
              neighbour?: bellwire.v1.Neighbour.$Shape|null;
              pairExpire?: bellwire.v1.PairExpire.$Shape|null;
              credit?: bellwire.v1.Credit.$Shape|null;
              advertisement?: bellwire.v1.Advertisement.$Shape|null;
              path?: bellwire.v1.Path.$Shape|null;
              resv?: bellwire.v1.Resv.$Shape|null;
              resvConf?: bellwire.v1.ResvConf.$Shape|null;
              tear?: bellwire.v1.Tear.$Shape|null;
              circuitErr?: bellwire.v1.CircuitErr.$Shape|null;
              forward?: bellwire.v1.Forward.$Shape|null;
              complete?: bellwire.v1.Complete.$Shape|null;
              reach?: bellwire.v1.Reach.$Shape|null;
              settle?: bellwire.v1.Settle.$Shape|null;
              settled?: bellwire.v1.Settled.$Shape|null;
              distil?: bellwire.v1.Distil.$Shape|null;
              distilled?: bellwire.v1.Distilled.$Shape|null;
              stageExpire?: bellwire.v1.StageExpire.$Shape|null;
              ask?: bellwire.v1.Ask.$Shape|null;
              answer?: bellwire.v1.Answer.$Shape|null;
              correction?: bellwire.v1.Correction.$Shape|null;
              correctionAck?: bellwire.v1.CorrectionAck.$Shape|null;
              keyBlock?: bellwire.v1.KeyBlock.$Shape|null;
              keyReserve?: bellwire.v1.KeyReserve.$Shape|null;
              keyReserved?: bellwire.v1.KeyReserved.$Shape|null;
              keyRefused?: bellwire.v1.KeyRefused.$Shape|null;
              keyTaken?: bellwire.v1.KeyTaken.$Shape|null;
              keyBurn?: bellwire.v1.KeyBurn.$Shape|null;
              keyNoted?: bellwire.v1.KeyNoted.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ message?: undefined; gen?: null; reply?: null; keepalive?: null; sync?: null; syncReply?: null; released?: null; expire?: null; expireAck?: null; testResults?: null; more?: null; add?: null; addAck?: null; addRej?: null; cancel?: null; end?: null; endAck?: null; hello?: null; open?: null; openAck?: null; linkState?: null; maintenance?: null; maintenanceAck?: null; slotRequest?: null; slotGrant?: null; schedule?: null; scheduleAck?: null; track?: null; neighbour?: null; pairExpire?: null; credit?: null; advertisement?: null; path?: null; resv?: null; resvConf?: null; tear?: null; circuitErr?: null; forward?: null; complete?: null; reach?: null; settle?: null; settled?: null; distil?: null; distilled?: null; stageExpire?: null; ask?: null; answer?: null; correction?: null; correctionAck?: null; keyBlock?: null; keyReserve?: null; keyReserved?: null; keyRefused?: null; keyTaken?: null; keyBurn?: null; keyNoted?: null }|{ message?: "gen"; gen: bellwire.v1.Gen.$Shape; reply?: null; keepalive?: null; sync?: null; syncReply?: null; released?: null; expire?: null; expireAck?: null; testResults?: null; more?: null; add?: null; addAck?: null; addRej?: null; cancel?: null; end?: null; endAck?: null; hello?: null; open?: null; openAck?: null; linkState?: null; maintenance?: null; maintenanceAck?: null; slotRequest?: null; slotGrant?: null; schedule?: null; scheduleAck?: null; track?: null; neighbour?: null; pairExpire?: null; credit?: null; advertisement?: null; path?: null; resv?: null; resvConf?: null; tear?: null; circuitErr?: null; forward?: null; complete?: null; reach?: null; settle?: null; settled?: null; distil?: null; distilled?: null; stageExpire?: null; ask?: null; answer?: null; correction?: null; correctionAck?: null; keyBlock?: null; keyReserve?: null; keyReserved?: null; keyRefused?: null; keyTaken?: null; keyBurn?: null; keyNoted?: null }|{ message?: "reply"; gen?: null; reply: bellwire.v1.Reply.$Shape; keepalive?: null; sync?: null; syncReply?: null; released?: null; expire?: null; expireAck?: null; testResults?: null; more?: null; add?: null; addAck?: null; addRej?: null; cancel?: null; end?: null; endAck?: null; hello?: null; open?: null; openAck?: null; linkState?: null; maintenance?: null; maintenanceAck?: null; slotRequest?: null; slotGrant?: null; schedule?: null; scheduleAck?: null; track?: null; neighbour?: null; pairExpire?: null; credit?: null; advertisement?: null; path?: null; resv?: null; resvConf?: null; tear?: null; circuitErr?: null; forward?: null; complete?: null; reach?: null; settle?: null; settled?: null; distil?: null; distilled?: null; stageExpire?: null; ask?: null; answer?: null; correction?: null; correctionAck?: null; keyBlock?: null; keyReserve?: null; keyReserved?: null; keyRefused?: null; keyTaken?: null; keyBurn?: null; keyNoted?: null }|{ message?: "keepalive"; gen?: null; reply?: null; keepalive: bellwire.v1.KeepAlive.$Shape; sync?: null; syncReply?: null; released?: null; expire?: null; expireAck?: null; testResults?: null; more?: null; add?: null; addAck?: null; addRej?: null; cancel?: null; end?: null; endAck?: null; hello?: null; open?: null; openAck?: null; linkState?: null; maintenance?: null; maintenanceAck?: null; slotRequest?: null; slotGrant?: null; schedule?: null; scheduleAck?: null; track?: null; neighbour?: null; pairExpire?: null; credit?: null; advertisement?: null; path?: null; resv?: null; resvConf?: null; tear?: null; circuitErr?: null; forward?: null; complete?: null; reach?: null; settle?: null; settled?: null; distil?: null; distilled?: null; stageExpire?: null; ask?: null; answer?: null; correction?: null; correctionAck?: null; keyBlock?: null; keyReserve?: null; keyReserved?: null; keyRefused?: null; keyTaken?: null; keyBurn?: null; keyNoted?: null }|{ message?: "sync"; gen?: null; reply?: null; keepalive?: null; sync: bellwire.v1.Sync.$Shape; syncReply?: null; released?: null; expire?: null; expireAck?: null; testResults?: null; more?: null; add?: null; addAck?: null; addRej?: null; cancel?: null; end?: null; endAck?: null; hello?: null; open?: null; openAck?: null; linkState?: null; maintenance?: null; maintenanceAck?: null; slotRequest?: null; slotGrant?: null; schedule?: null; scheduleAck?: null; track?: null; neighbour?: null; pairExpire?: null; credit?: null; advertisement?: null; path?: null; resv?: null; resvConf?: null; tear?: null; circuitErr?: null; forward?: null; complete?: null; reach?: null; settle?: null; settled?: null; distil?: null; distilled?: null; stageExpire?: null; ask?: null; answer?: null; correction?: null; correctionAck?: null; keyBlock?: null; keyReserve?: null; keyReserved?: null; keyRefused?: null; keyTaken?: null; keyBurn?: null; keyNoted?: null }|{ message?: "syncReply"; gen?: null; reply?: null; keepalive?: null; sync?: null; syncReply: bellwire.v1.SyncReply.$Shape; released?: null; expire?: null; expireAck?: null; testResults?: null; more?: null; add?: null; addAck?: null; addRej?: null; cancel?: null; end?: null; endAck?: null; hello?: null; open?: null; openAck?: null; linkState?: null; maintenance?: null; maintenanceAck?: null; slotRequest?: null; slotGrant?: null; schedule?: null; scheduleAck?: null; track?: null; neighbour?: null; pairExpire?: null; credit?: null; advertisement?: null; path?: null; resv?: null; resvConf?: null; tear?: null; circuitErr?: null; forward?: null; complete?: null; reach?: null; settle?: null; settled?: null; distil?: null; distilled?: null; stageExpire?: null; ask?: null; answer?: null; correction?: null; correctionAck?: null; keyBlock?: null; keyReserve?: null; keyReserved?: null; keyRefused?: null; keyTaken?: null; keyBurn?: null; keyNoted?: null }|{ message?: "released"; gen?: null; reply?: null; keepalive?: null; sync?: null; syncReply?: null; released: bellwire.v1.Released.$Shape; expire?: null; expireAck?: null; testResults?: null; more?: null; add?: null; addAck?: null; addRej?: null; cancel?: null; end?: null; endAck?: null; hello?: null; open?: null; openAck?: null; linkState?: null; maintenance?: null; maintenanceAck?: null; slotRequest?: null; slotGrant?: null; schedule?: null; scheduleAck?: null; track?: null; neighbour?: null; pairExpire?: null; credit?: null; advertisement?: null; path?: null; resv?: null; resvConf?: null; tear?: null; circuitErr?: null; forward?: null; complete?: null; reach?: null; settle?: null; settled?: null; distil?: null; distilled?: null; stageExpire?: null; ask?: null; answer?: null; correction?: null; correctionAck?: null; keyBlock?: null; keyReserve?: null; keyReserved?: null; keyRefused?: null; keyTaken?: null; keyBurn?: null; keyNoted?: null }|{ message?: "expire"; gen?: null; reply?: null; keepalive?: null; sync?: null; syncReply?: null; released?: null; expire: bellwire.v1.Expire.$Shape; expireAck?: null; testResults?: null; more?: null; add?: null; addAck?: null; addRej?: null; cancel?: null; end?: null; endAck?: null; hello?: null; open?: null; openAck?: null; linkState?: null; maintenance?: null; maintenanceAck?: null; slotRequest?: null; slotGrant?: null; schedule?: null; scheduleAck?: null; track?: null; neighbour?: null; pairExpire?: null; credit?: null; advertisement?: null; path?: null; resv?: null; resvConf?: null; tear?: null; circuitErr?: null; forward?: null; complete?: null; reach?: null; settle?: null; settled?: null; distil?: null; distilled?: null; stageExpire?: null; ask?: null; answer?: null; correction?: null; correctionAck?: null; keyBlock?: null; keyReserve?: null; keyReserved?: null; keyRefused?: null; keyTaken?: null; keyBurn?: null; keyNoted?: null }|{ message?: "expireAck"; gen?: null; reply?: null; keepalive?: null; sync?: null; syncReply?: null; released?: null; expire?: null; expireAck: bellwire.v1.ExpireAck.$Shape; testResults?: null; more?: null; add?: null; addAck?: null; addRej?: null; cancel?: null; end?: null; endAck?: null; hello?: null; open?: null; openAck?: null; linkState?: null; maintenance?: null; maintenanceAck?: null; slotRequest?: null; slotGrant?: null; schedule?: null; scheduleAck?: null; track?: null; neighbour?: null; pairExpire?: null; credit?: null; advertisement?: null; path?: null; resv?: null; resvConf?: null; tear?: null; circuitErr?: null; forward?: null; complete?: null; reach?: null; settle?: null; settled?: null; distil?: null; distilled?: null; stageExpire?: null; ask?: null; answer?: null; correction?: null; correctionAck?: null; keyBlock?: null; keyReserve?: null; keyReserved?: null; keyRefused?: null; keyTaken?: null; keyBurn?: null; keyNoted?: null }|{ message?: "testResults"; gen?: null; reply?: null; keepalive?: null; sync?: null; syncReply?: null; released?: null; expire?: null; expireAck?: null; testResults: bellwire.v1.TestResults.$Shape; more?: null; add?: null; addAck?: null; addRej?: null; cancel?: null; end?: null; endAck?: null; hello?: null; open?: null; openAck?: null; linkState?: null; maintenance?: null; maintenanceAck?: null; slotRequest?: null; slotGrant?: null; schedule?: null; scheduleAck?: null; track?: null; neighbour?: null; pairExpire?: null; credit?: null; advertisement?: null; path?: null; resv?: null; resvConf?: null; tear?: null; circuitErr?: null; forward?: null; complete?: null; reach?: null; settle?: null; settled?: null; distil?: null; distilled?: null; stageExpire?: null; ask?: null; answer?: null; correction?: null; correctionAck?: null; keyBlock?: null; keyReserve?: null; keyReserved?: null; keyRefused?: null; keyTaken?: null; keyBurn?: null; keyNoted?: null }|{ message?: "more"; gen?: null; reply?: null; keepalive?: null; sync?: null; syncReply?: null; released?: null; expire?: null; expireAck?: null; testResults?: null; more: bellwire.v1.More.$Shape; add?: null; addAck?: null; addRej?: null; cancel?: null; end?: null; endAck?: null; hello?: null; open?: null; openAck?: null; linkState?: null; maintenance?: null; maintenanceAck?: null; slotRequest?: null; slotGrant?: null; schedule?: null; scheduleAck?: null; track?: null; neighbour?: null; pairExpire?: null; credit?: null; advertisement?: null; path?: null; resv?: null; resvConf?: null; tear?: null; circuitErr?: null; forward?: null; complete?: null; reach?: null; settle?: null; settled?: null; distil?: null; distilled?: null; stageExpire?: null; ask?: null; answer?: null; correction?: null; correctionAck?: null; keyBlock?: null; keyReserve?: null; keyReserved?: null; keyRefused?: null; keyTaken?: null; keyBurn?: null; keyNoted?: null }|{ message?: "add"; gen?: null; reply?: null; keepalive?: null; sync?: null; syncReply?: null; released?: null; expire?: null; expireAck?: null; testResults?: null; more?: null; add: bellwire.v1.Add.$Shape; addAck?: null; addRej?: null; cancel?: null; end?: null; endAck?: null; hello?: null; open?: null; openAck?: null; linkState?: null; maintenance?: null; maintenanceAck?: null; slotRequest?: null; slotGrant?: null; schedule?: null; scheduleAck?: null; track?: null; neighbour?: null; pairExpire?: null; credit?: null; advertisement?: null; path?: null; resv?: null; resvConf?: null; tear?: null; circuitErr?: null; forward?: null; complete?: null; reach?: null; settle?: null; settled?: null; distil?: null; distilled?: null; stageExpire?: null; ask?: null; answer?: null; correction?: null; correctionAck?: null; keyBlock?: null; keyReserve?: null; keyReserved?: null; keyRefused?: null; keyTaken?: null; keyBurn?: null; keyNoted?: null }|{ message?: "addAck"; gen?: null; reply?: null; keepalive?: null; sync?: null; syncReply?: null; released?: null; expire?: null; expireAck?: null; testResults?: null; more?: null; add?: null; addAck: bellwire.v1.AddAck.$Shape; addRej?: null; cancel?: null; end?: null; endAck?: null; hello?: null; open?: null; openAck?: null; linkState?: null; maintenance?: null; maintenanceAck?: null; slotRequest?: null; slotGrant?: null; schedule?: null; scheduleAck?: null; track?: null; neighbour?: null; pairExpire?: null; credit?: null; advertisement?: null; path?: null; resv?: null; resvConf?: null; tear?: null; circuitErr?: null; forward?: null; complete?: null; reach?: null; settle?: null; settled?: null; distil?: null; distilled?: null; stageExpire?: null; ask?: null; answer?: null; correction?: null; correctionAck?: null; keyBlock?: null; keyReserve?: null; keyReserved?: null; keyRefused?: null; keyTaken?: null; keyBurn?: null; keyNoted?: null }|{ message?: "addRej"; gen?: null; reply?: null; keepalive?: null; sync?: null; syncReply?: null; released?: null; expire?: null; expireAck?: null; testResults?: null; more?: null; add?: null; addAck?: null; addRej: bellwire.v1.AddReject.$Shape; cancel?: null; end?: null; endAck?: null; hello?: null; open?: null; openAck?: null; linkState?: null; maintenance?: null; maintenanceAck?: null; slotRequest?: null; slotGrant?: null; schedule?: null; scheduleAck?: null; track?: null; neighbour?: null; pairExpire?: null; credit?: null; advertisement?: null; path?: null; resv?: null; resvConf?: null; tear?: null; circuitErr?: null; forward?: null; complete?: null; reach?: null; settle?: null; settled?: null; distil?: null; distilled?: null; stageExpire?: null; ask?: null; answer?: null; correction?: null; correctionAck?: null; keyBlock?: null; keyReserve?: null; keyReserved?: null; keyRefused?: null; keyTaken?: null; keyBurn?: null; keyNoted?: null }|{ message?: "cancel"; gen?: null; reply?: null; keepalive?: null; sync?: null; syncReply?: null; released?: null; expire?: null; expireAck?: null; testResults?: null; more?: null; add?: null; addAck?: null; addRej?: null; cancel: bellwire.v1.Cancel.$Shape; end?: null; endAck?: null; hello?: null; open?: null; openAck?: null; linkState?: null; maintenance?: null; maintenanceAck?: null; slotRequest?: null; slotGrant?: null; schedule?: null; scheduleAck?: null; track?: null; neighbour?: null; pairExpire?: null; credit?: null; advertisement?: null; path?: null; resv?: null; resvConf?: null; tear?: null; circuitErr?: null; forward?: null; complete?: null; reach?: null; settle?: null; settled?: null; distil?: null; distilled?: null; stageExpire?: null; ask?: null; answer?: null; correction?: null; correctionAck?: null; keyBlock?: null; keyReserve?: null; keyReserved?: null; keyRefused?: null; keyTaken?: null; keyBurn?: null; keyNoted?: null }|{ message?: "end"; gen?: null; reply?: null; keepalive?: null; sync?: null; syncReply?: null; released?: null; expire?: null; expireAck?: null; testResults?: null; more?: null; add?: null; addAck?: null; addRej?: null; cancel?: null; end: bellwire.v1.End.$Shape; endAck?: null; hello?: null; open?: null; openAck?: null; linkState?: null; maintenance?: null; maintenanceAck?: null; slotRequest?: null; slotGrant?: null; schedule?: null; scheduleAck?: null; track?: null; neighbour?: null; pairExpire?: null; credit?: null; advertisement?: null; path?: null; resv?: null; resvConf?: null; tear?: null; circuitErr?: null; forward?: null; complete?: null; reach?: null; settle?: null; settled?: null; distil?: null; distilled?: null; stageExpire?: null; ask?: null; answer?: null; correction?: null; correctionAck?: null; keyBlock?: null; keyReserve?: null; keyReserved?: null; keyRefused?: null; keyTaken?: null; keyBurn?: null; keyNoted?: null }|{ message?: "endAck"; gen?: null; reply?: null; keepalive?: null; sync?: null; syncReply?: null; released?: null; expire?: null; expireAck?: null; testResults?: null; more?: null; add?: null; addAck?: null; addRej?: null; cancel?: null; end?: null; endAck: bellwire.v1.EndAck.$Shape; hello?: null; open?: null; openAck?: null; linkState?: null; maintenance?: null; maintenanceAck?: null; slotRequest?: null; slotGrant?: null; schedule?: null; scheduleAck?: null; track?: null; neighbour?: null; pairExpire?: null; credit?: null; advertisement?: null; path?: null; resv?: null; resvConf?: null; tear?: null; circuitErr?: null; forward?: null; complete?: null; reach?: null; settle?: null; settled?: null; distil?: null; distilled?: null; stageExpire?: null; ask?: null; answer?: null; correction?: null; correctionAck?: null; keyBlock?: null; keyReserve?: null; keyReserved?: null; keyRefused?: null; keyTaken?: null; keyBurn?: null; keyNoted?: null }|{ message?: "hello"; gen?: null; reply?: null; keepalive?: null; sync?: null; syncReply?: null; released?: null; expire?: null; expireAck?: null; testResults?: null; more?: null; add?: null; addAck?: null; addRej?: null; cancel?: null; end?: null; endAck?: null; hello: bellwire.v1.Hello.$Shape; open?: null; openAck?: null; linkState?: null; maintenance?: null; maintenanceAck?: null; slotRequest?: null; slotGrant?: null; schedule?: null; scheduleAck?: null; track?: null; neighbour?: null; pairExpire?: null; credit?: null; advertisement?: null; path?: null; resv?: null; resvConf?: null; tear?: null; circuitErr?: null; forward?: null; complete?: null; reach?: null; settle?: null; settled?: null; distil?: null; distilled?: null; stageExpire?: null; ask?: null; answer?: null; correction?: null; correctionAck?: null; keyBlock?: null; keyReserve?: null; keyReserved?: null; keyRefused?: null; keyTaken?: null; keyBurn?: null; keyNoted?: null }|{ message?: "open"; gen?: null; reply?: null; keepalive?: null; sync?: null; syncReply?: null; released?: null; expire?: null; expireAck?: null; testResults?: null; more?: null; add?: null; addAck?: null; addRej?: null; cancel?: null; end?: null; endAck?: null; hello?: null; open: bellwire.v1.Open.$Shape; openAck?: null; linkState?: null; maintenance?: null; maintenanceAck?: null; slotRequest?: null; slotGrant?: null; schedule?: null; scheduleAck?: null; track?: null; neighbour?: null; pairExpire?: null; credit?: null; advertisement?: null; path?: null; resv?: null; resvConf?: null; tear?: null; circuitErr?: null; forward?: null; complete?: null; reach?: null; settle?: null; settled?: null; distil?: null; distilled?: null; stageExpire?: null; ask?: null; answer?: null; correction?: null; correctionAck?: null; keyBlock?: null; keyReserve?: null; keyReserved?: null; keyRefused?: null; keyTaken?: null; keyBurn?: null; keyNoted?: null }|{ message?: "openAck"; gen?: null; reply?: null; keepalive?: null; sync?: null; syncReply?: null; released?: null; expire?: null; expireAck?: null; testResults?: null; more?: null; add?: null; addAck?: null; addRej?: null; cancel?: null; end?: null; endAck?: null; hello?: null; open?: null; openAck: bellwire.v1.OpenAck.$Shape; linkState?: null; maintenance?: null; maintenanceAck?: null; slotRequest?: null; slotGrant?: null; schedule?: null; scheduleAck?: null; track?: null; neighbour?: null; pairExpire?: null; credit?: null; advertisement?: null; path?: null; resv?: null; resvConf?: null; tear?: null; circuitErr?: null; forward?: null; complete?: null; reach?: null; settle?: null; settled?: null; distil?: null; distilled?: null; stageExpire?: null; ask?: null; answer?: null; correction?: null; correctionAck?: null; keyBlock?: null; keyReserve?: null; keyReserved?: null; keyRefused?: null; keyTaken?: null; keyBurn?: null; keyNoted?: null }|{ message?: "linkState"; gen?: null; reply?: null; keepalive?: null; sync?: null; syncReply?: null; released?: null; expire?: null; expireAck?: null; testResults?: null; more?: null; add?: null; addAck?: null; addRej?: null; cancel?: null; end?: null; endAck?: null; hello?: null; open?: null; openAck?: null; linkState: bellwire.v1.LinkState.$Shape; maintenance?: null; maintenanceAck?: null; slotRequest?: null; slotGrant?: null; schedule?: null; scheduleAck?: null; track?: null; neighbour?: null; pairExpire?: null; credit?: null; advertisement?: null; path?: null; resv?: null; resvConf?: null; tear?: null; circuitErr?: null; forward?: null; complete?: null; reach?: null; settle?: null; settled?: null; distil?: null; distilled?: null; stageExpire?: null; ask?: null; answer?: null; correction?: null; correctionAck?: null; keyBlock?: null; keyReserve?: null; keyReserved?: null; keyRefused?: null; keyTaken?: null; keyBurn?: null; keyNoted?: null }|{ message?: "maintenance"; gen?: null; reply?: null; keepalive?: null; sync?: null; syncReply?: null; released?: null; expire?: null; expireAck?: null; testResults?: null; more?: null; add?: null; addAck?: null; addRej?: null; cancel?: null; end?: null; endAck?: null; hello?: null; open?: null; openAck?: null; linkState?: null; maintenance: bellwire.v1.Maintenance.$Shape; maintenanceAck?: null; slotRequest?: null; slotGrant?: null; schedule?: null; scheduleAck?: null; track?: null; neighbour?: null; pairExpire?: null; credit?: null; advertisement?: null; path?: null; resv?: null; resvConf?: null; tear?: null; circuitErr?: null; forward?: null; complete?: null; reach?: null; settle?: null; settled?: null; distil?: null; distilled?: null; stageExpire?: null; ask?: null; answer?: null; correction?: null; correctionAck?: null; keyBlock?: null; keyReserve?: null; keyReserved?: null; keyRefused?: null; keyTaken?: null; keyBurn?: null; keyNoted?: null }|{ message?: "maintenanceAck"; gen?: null; reply?: null; keepalive?: null; sync?: null; syncReply?: null; released?: null; expire?: null; expireAck?: null; testResults?: null; more?: null; add?: null; addAck?: null; addRej?: null; cancel?: null; end?: null; endAck?: null; hello?: null; open?: null; openAck?: null; linkState?: null; maintenance?: null; maintenanceAck: bellwire.v1.MaintenanceAck.$Shape; slotRequest?: null; slotGrant?: null; schedule?: null; scheduleAck?: null; track?: null; neighbour?: null; pairExpire?: null; credit?: null; advertisement?: null; path?: null; resv?: null; resvConf?: null; tear?: null; circuitErr?: null; forward?: null; complete?: null; reach?: null; settle?: null; settled?: null; distil?: null; distilled?: null; stageExpire?: null; ask?: null; answer?: null; correction?: null; correctionAck?: null; keyBlock?: null; keyReserve?: null; keyReserved?: null; keyRefused?: null; keyTaken?: null; keyBurn?: null; keyNoted?: null }|{ message?: "slotRequest"; gen?: null; reply?: null; keepalive?: null; sync?: null; syncReply?: null; released?: null; expire?: null; expireAck?: null; testResults?: null; more?: null; add?: null; addAck?: null; addRej?: null; cancel?: null; end?: null; endAck?: null; hello?: null; open?: null; openAck?: null; linkState?: null; maintenance?: null; maintenanceAck?: null; slotRequest: bellwire.v1.SlotRequest.$Shape; slotGrant?: null; schedule?: null; scheduleAck?: null; track?: null; neighbour?: null; pairExpire?: null; credit?: null; advertisement?: null; path?: null; resv?: null; resvConf?: null; tear?: null; circuitErr?: null; forward?: null; complete?: null; reach?: null; settle?: null; settled?: null; distil?: null; distilled?: null; stageExpire?: null; ask?: null; answer?: null; correction?: null; correctionAck?: null; keyBlock?: null; keyReserve?: null; keyReserved?: null; keyRefused?: null; keyTaken?: null; keyBurn?: null; keyNoted?: null }|{ message?: "slotGrant"; gen?: null; reply?: null; keepalive?: null; sync?: null; syncReply?: null; released?: null; expire?: null; expireAck?: null; testResults?: null; more?: null; add?: null; addAck?: null; addRej?: null; cancel?: null; end?: null; endAck?: null; hello?: null; open?: null; openAck?: null; linkState?: null; maintenance?: null; maintenanceAck?: null; slotRequest?: null; slotGrant: bellwire.v1.SlotGrant.$Shape; schedule?: null; scheduleAck?: null; track?: null; neighbour?: null; pairExpire?: null; credit?: null; advertisement?: null; path?: null; resv?: null; resvConf?: null; tear?: null; circuitErr?: null; forward?: null; complete?: null; reach?: null; settle?: null; settled?: null; distil?: null; distilled?: null; stageExpire?: null; ask?: null; answer?: null; correction?: null; correctionAck?: null; keyBlock?: null; keyReserve?: null; keyReserved?: null; keyRefused?: null; keyTaken?: null; keyBurn?: null; keyNoted?: null }|{ message?: "schedule"; gen?: null; reply?: null; keepalive?: null; sync?: null; syncReply?: null; released?: null; expire?: null; expireAck?: null; testResults?: null; more?: null; add?: null; addAck?: null; addRej?: null; cancel?: null; end?: null; endAck?: null; hello?: null; open?: null; openAck?: null; linkState?: null; maintenance?: null; maintenanceAck?: null; slotRequest?: null; slotGrant?: null; schedule: bellwire.v1.Schedule.$Shape; scheduleAck?: null; track?: null; neighbour?: null; pairExpire?: null; credit?: null; advertisement?: null; path?: null; resv?: null; resvConf?: null; tear?: null; circuitErr?: null; forward?: null; complete?: null; reach?: null; settle?: null; settled?: null; distil?: null; distilled?: null; stageExpire?: null; ask?: null; answer?: null; correction?: null; correctionAck?: null; keyBlock?: null; keyReserve?: null; keyReserved?: null; keyRefused?: null; keyTaken?: null; keyBurn?: null; keyNoted?: null }|{ message?: "scheduleAck"; gen?: null; reply?: null; keepalive?: null; sync?: null; syncReply?: null; released?: null; expire?: null; expireAck?: null; testResults?: null; more?: null; add?: null; addAck?: null; addRej?: null; cancel?: null; end?: null; endAck?: null; hello?: null; open?: null; openAck?: null; linkState?: null; maintenance?: null; maintenanceAck?: null; slotRequest?: null; slotGrant?: null; schedule?: null; scheduleAck: bellwire.v1.ScheduleAck.$Shape; track?: null; neighbour?: null; pairExpire?: null; credit?: null; advertisement?: null; path?: null; resv?: null; resvConf?: null; tear?: null; circuitErr?: null; forward?: null; complete?: null; reach?: null; settle?: null; settled?: null; distil?: null; distilled?: null; stageExpire?: null; ask?: null; answer?: null; correction?: null; correctionAck?: null; keyBlock?: null; keyReserve?: null; keyReserved?: null; keyRefused?: null; keyTaken?: null; keyBurn?: null; keyNoted?: null }|{ message?: "track"; gen?: null; reply?: null; keepalive?: null; sync?: null; syncReply?: null; released?: null; expire?: null; expireAck?: null; testResults?: null; more?: null; add?: null; addAck?: null; addRej?: null; cancel?: null; end?: null; endAck?: null; hello?: null; open?: null; openAck?: null; linkState?: null; maintenance?: null; maintenanceAck?: null; slotRequest?: null; slotGrant?: null; schedule?: null; scheduleAck?: null; track: bellwire.v1.Track.$Shape; neighbour?: null; pairExpire?: null; credit?: null; advertisement?: null; path?: null; resv?: null; resvConf?: null; tear?: null; circuitErr?: null; forward?: null; complete?: null; reach?: null; settle?: null; settled?: null; distil?: null; distilled?: null; stageExpire?: null; ask?: null; answer?: null; correction?: null; correctionAck?: null; keyBlock?: null; keyReserve?: null; keyReserved?: null; keyRefused?: null; keyTaken?: null; keyBurn?: null; keyNoted?: null }|{ message?: "neighbour"; gen?: null; reply?: null; keepalive?: null; sync?: null; syncReply?: null; released?: null; expire?: null; expireAck?: null; testResults?: null; more?: null; add?: null; addAck?: null; addRej?: null; cancel?: null; end?: null; endAck?: null; hello?: null; open?: null; openAck?: null; linkState?: null; maintenance?: null; maintenanceAck?: null; slotRequest?: null; slotGrant?: null; schedule?: null; scheduleAck?: null; track?: null; neighbour: bellwire.v1.Neighbour.$Shape; pairExpire?: null; credit?: null; advertisement?: null; path?: null; resv?: null; resvConf?: null; tear?: null; circuitErr?: null; forward?: null; complete?: null; reach?: null; settle?: null; settled?: null; distil?: null; distilled?: null; stageExpire?: null; ask?: null; answer?: null; correction?: null; correctionAck?: null; keyBlock?: null; keyReserve?: null; keyReserved?: null; keyRefused?: null; keyTaken?: null; keyBurn?: null; keyNoted?: null }|{ message?: "pairExpire"; gen?: null; reply?: null; keepalive?: null; sync?: null; syncReply?: null; released?: null; expire?: null; expireAck?: null; testResults?: null; more?: null; add?: null; addAck?: null; addRej?: null; cancel?: null; end?: null; endAck?: null; hello?: null; open?: null; openAck?: null; linkState?: null; maintenance?: null; maintenanceAck?: null; slotRequest?: null; slotGrant?: null; schedule?: null; scheduleAck?: null; track?: null; neighbour?: null; pairExpire: bellwire.v1.PairExpire.$Shape; credit?: null; advertisement?: null; path?: null; resv?: null; resvConf?: null; tear?: null; circuitErr?: null; forward?: null; complete?: null; reach?: null; settle?: null; settled?: null; distil?: null; distilled?: null; stageExpire?: null; ask?: null; answer?: null; correction?: null; correctionAck?: null; keyBlock?: null; keyReserve?: null; keyReserved?: null; keyRefused?: null; keyTaken?: null; keyBurn?: null; keyNoted?: null }|{ message?: "credit"; gen?: null; reply?: null; keepalive?: null; sync?: null; syncReply?: null; released?: null; expire?: null; expireAck?: null; testResults?: null; more?: null; add?: null; addAck?: null; addRej?: null; cancel?: null; end?: null; endAck?: null; hello?: null; open?: null; openAck?: null; linkState?: null; maintenance?: null; maintenanceAck?: null; slotRequest?: null; slotGrant?: null; schedule?: null; scheduleAck?: null; track?: null; neighbour?: null; pairExpire?: null; credit: bellwire.v1.Credit.$Shape; advertisement?: null; path?: null; resv?: null; resvConf?: null; tear?: null; circuitErr?: null; forward?: null; complete?: null; reach?: null; settle?: null; settled?: null; distil?: null; distilled?: null; stageExpire?: null; ask?: null; answer?: null; correction?: null; correctionAck?: null; keyBlock?: null; keyReserve?: null; keyReserved?: null; keyRefused?: null; keyTaken?: null; keyBurn?: null; keyNoted?: null }|{ message?: "advertisement"; gen?: null; reply?: null; keepalive?: null; sync?: null; syncReply?: null; released?: null; expire?: null; expireAck?: null; testResults?: null; more?: null; add?: null; addAck?: null; addRej?: null; cancel?: null; end?: null; endAck?: null; hello?: null; open?: null; openAck?: null; linkState?: null; maintenance?: null; maintenanceAck?: null; slotRequest?: null; slotGrant?: null; schedule?: null; scheduleAck?: null; track?: null; neighbour?: null; pairExpire?: null; credit?: null; advertisement: bellwire.v1.Advertisement.$Shape; path?: null; resv?: null; resvConf?: null; tear?: null; circuitErr?: null; forward?: null; complete?: null; reach?: null; settle?: null; settled?: null; distil?: null; distilled?: null; stageExpire?: null; ask?: null; answer?: null; correction?: null; correctionAck?: null; keyBlock?: null; keyReserve?: null; keyReserved?: null; keyRefused?: null; keyTaken?: null; keyBurn?: null; keyNoted?: null }|{ message?: "path"; gen?: null; reply?: null; keepalive?: null; sync?: null; syncReply?: null; released?: null; expire?: null; expireAck?: null; testResults?: null; more?: null; add?: null; addAck?: null; addRej?: null; cancel?: null; end?: null; endAck?: null; hello?: null; open?: null; openAck?: null; linkState?: null; maintenance?: null; maintenanceAck?: null; slotRequest?: null; slotGrant?: null; schedule?: null; scheduleAck?: null; track?: null; neighbour?: null; pairExpire?: null; credit?: null; advertisement?: null; path: bellwire.v1.Path.$Shape; resv?: null; resvConf?: null; tear?: null; circuitErr?: null; forward?: null; complete?: null; reach?: null; settle?: null; settled?: null; distil?: null; distilled?: null; stageExpire?: null; ask?: null; answer?: null; correction?: null; correctionAck?: null; keyBlock?: null; keyReserve?: null; keyReserved?: null; keyRefused?: null; keyTaken?: null; keyBurn?: null; keyNoted?: null }|{ message?: "resv"; gen?: null; reply?: null; keepalive?: null; sync?: null; syncReply?: null; released?: null; expire?: null; expireAck?: null; testResults?: null; more?: null; add?: null; addAck?: null; addRej?: null; cancel?: null; end?: null; endAck?: null; hello?: null; open?: null; openAck?: null; linkState?: null; maintenance?: null; maintenanceAck?: null; slotRequest?: null; slotGrant?: null; schedule?: null; scheduleAck?: null; track?: null; neighbour?: null; pairExpire?: null; credit?: null; advertisement?: null; path?: null; resv: bellwire.v1.Resv.$Shape; resvConf?: null; tear?: null; circuitErr?: null; forward?: null; complete?: null; reach?: null; settle?: null; settled?: null; distil?: null; distilled?: null; stageExpire?: null; ask?: null; answer?: null; correction?: null; correctionAck?: null; keyBlock?: null; keyReserve?: null; keyReserved?: null; keyRefused?: null; keyTaken?: null; keyBurn?: null; keyNoted?: null }|{ message?: "resvConf"; gen?: null; reply?: null; keepalive?: null; sync?: null; syncReply?: null; released?: null; expire?: null; expireAck?: null; testResults?: null; more?: null; add?: null; addAck?: null; addRej?: null; cancel?: null; end?: null; endAck?: null; hello?: null; open?: null; openAck?: null; linkState?: null; maintenance?: null; maintenanceAck?: null; slotRequest?: null; slotGrant?: null; schedule?: null; scheduleAck?: null; track?: null; neighbour?: null; pairExpire?: null; credit?: null; advertisement?: null; path?: null; resv?: null; resvConf: bellwire.v1.ResvConf.$Shape; tear?: null; circuitErr?: null; forward?: null; complete?: null; reach?: null; settle?: null; settled?: null; distil?: null; distilled?: null; stageExpire?: null; ask?: null; answer?: null; correction?: null; correctionAck?: null; keyBlock?: null; keyReserve?: null; keyReserved?: null; keyRefused?: null; keyTaken?: null; keyBurn?: null; keyNoted?: null }|{ message?: "tear"; gen?: null; reply?: null; keepalive?: null; sync?: null; syncReply?: null; released?: null; expire?: null; expireAck?: null; testResults?: null; more?: null; add?: null; addAck?: null; addRej?: null; cancel?: null; end?: null; endAck?: null; hello?: null; open?: null; openAck?: null; linkState?: null; maintenance?: null; maintenanceAck?: null; slotRequest?: null; slotGrant?: null; schedule?: null; scheduleAck?: null; track?: null; neighbour?: null; pairExpire?: null; credit?: null; advertisement?: null; path?: null; resv?: null; resvConf?: null; tear: bellwire.v1.Tear.$Shape; circuitErr?: null; forward?: null; complete?: null; reach?: null; settle?: null; settled?: null; distil?: null; distilled?: null; stageExpire?: null; ask?: null; answer?: null; correction?: null; correctionAck?: null; keyBlock?: null; keyReserve?: null; keyReserved?: null; keyRefused?: null; keyTaken?: null; keyBurn?: null; keyNoted?: null }|{ message?: "circuitErr"; gen?: null; reply?: null; keepalive?: null; sync?: null; syncReply?: null; released?: null; expire?: null; expireAck?: null; testResults?: null; more?: null; add?: null; addAck?: null; addRej?: null; cancel?: null; end?: null; endAck?: null; hello?: null; open?: null; openAck?: null; linkState?: null; maintenance?: null; maintenanceAck?: null; slotRequest?: null; slotGrant?: null; schedule?: null; scheduleAck?: null; track?: null; neighbour?: null; pairExpire?: null; credit?: null; advertisement?: null; path?: null; resv?: null; resvConf?: null; tear?: null; circuitErr: bellwire.v1.CircuitErr.$Shape; forward?: null; complete?: null; reach?: null; settle?: null; settled?: null; distil?: null; distilled?: null; stageExpire?: null; ask?: null; answer?: null; correction?: null; correctionAck?: null; keyBlock?: null; keyReserve?: null; keyReserved?: null; keyRefused?: null; keyTaken?: null; keyBurn?: null; keyNoted?: null }|{ message?: "forward"; gen?: null; reply?: null; keepalive?: null; sync?: null; syncReply?: null; released?: null; expire?: null; expireAck?: null; testResults?: null; more?: null; add?: null; addAck?: null; addRej?: null; cancel?: null; end?: null; endAck?: null; hello?: null; open?: null; openAck?: null; linkState?: null; maintenance?: null; maintenanceAck?: null; slotRequest?: null; slotGrant?: null; schedule?: null; scheduleAck?: null; track?: null; neighbour?: null; pairExpire?: null; credit?: null; advertisement?: null; path?: null; resv?: null; resvConf?: null; tear?: null; circuitErr?: null; forward: bellwire.v1.Forward.$Shape; complete?: null; reach?: null; settle?: null; settled?: null; distil?: null; distilled?: null; stageExpire?: null; ask?: null; answer?: null; correction?: null; correctionAck?: null; keyBlock?: null; keyReserve?: null; keyReserved?: null; keyRefused?: null; keyTaken?: null; keyBurn?: null; keyNoted?: null }|{ message?: "complete"; gen?: null; reply?: null; keepalive?: null; sync?: null; syncReply?: null; released?: null; expire?: null; expireAck?: null; testResults?: null; more?: null; add?: null; addAck?: null; addRej?: null; cancel?: null; end?: null; endAck?: null; hello?: null; open?: null; openAck?: null; linkState?: null; maintenance?: null; maintenanceAck?: null; slotRequest?: null; slotGrant?: null; schedule?: null; scheduleAck?: null; track?: null; neighbour?: null; pairExpire?: null; credit?: null; advertisement?: null; path?: null; resv?: null; resvConf?: null; tear?: null; circuitErr?: null; forward?: null; complete: bellwire.v1.Complete.$Shape; reach?: null; settle?: null; settled?: null; distil?: null; distilled?: null; stageExpire?: null; ask?: null; answer?: null; correction?: null; correctionAck?: null; keyBlock?: null; keyReserve?: null; keyReserved?: null; keyRefused?: null; keyTaken?: null; keyBurn?: null; keyNoted?: null }|{ message?: "reach"; gen?: null; reply?: null; keepalive?: null; sync?: null; syncReply?: null; released?: null; expire?: null; expireAck?: null; testResults?: null; more?: null; add?: null; addAck?: null; addRej?: null; cancel?: null; end?: null; endAck?: null; hello?: null; open?: null; openAck?: null; linkState?: null; maintenance?: null; maintenanceAck?: null; slotRequest?: null; slotGrant?: null; schedule?: null; scheduleAck?: null; track?: null; neighbour?: null; pairExpire?: null; credit?: null; advertisement?: null; path?: null; resv?: null; resvConf?: null; tear?: null; circuitErr?: null; forward?: null; complete?: null; reach: bellwire.v1.Reach.$Shape; settle?: null; settled?: null; distil?: null; distilled?: null; stageExpire?: null; ask?: null; answer?: null; correction?: null; correctionAck?: null; keyBlock?: null; keyReserve?: null; keyReserved?: null; keyRefused?: null; keyTaken?: null; keyBurn?: null; keyNoted?: null }|{ message?: "settle"; gen?: null; reply?: null; keepalive?: null; sync?: null; syncReply?: null; released?: null; expire?: null; expireAck?: null; testResults?: null; more?: null; add?: null; addAck?: null; addRej?: null; cancel?: null; end?: null; endAck?: null; hello?: null; open?: null; openAck?: null; linkState?: null; maintenance?: null; maintenanceAck?: null; slotRequest?: null; slotGrant?: null; schedule?: null; scheduleAck?: null; track?: null; neighbour?: null; pairExpire?: null; credit?: null; advertisement?: null; path?: null; resv?: null; resvConf?: null; tear?: null; circuitErr?: null; forward?: null; complete?: null; reach?: null; settle: bellwire.v1.Settle.$Shape; settled?: null; distil?: null; distilled?: null; stageExpire?: null; ask?: null; answer?: null; correction?: null; correctionAck?: null; keyBlock?: null; keyReserve?: null; keyReserved?: null; keyRefused?: null; keyTaken?: null; keyBurn?: null; keyNoted?: null }|{ message?: "settled"; gen?: null; reply?: null; keepalive?: null; sync?: null; syncReply?: null; released?: null; expire?: null; expireAck?: null; testResults?: null; more?: null; add?: null; addAck?: null; addRej?: null; cancel?: null; end?: null; endAck?: null; hello?: null; open?: null; openAck?: null; linkState?: null; maintenance?: null; maintenanceAck?: null; slotRequest?: null; slotGrant?: null; schedule?: null; scheduleAck?: null; track?: null; neighbour?: null; pairExpire?: null; credit?: null; advertisement?: null; path?: null; resv?: null; resvConf?: null; tear?: null; circuitErr?: null; forward?: null; complete?: null; reach?: null; settle?: null; settled: bellwire.v1.Settled.$Shape; distil?: null; distilled?: null; stageExpire?: null; ask?: null; answer?: null; correction?: null; correctionAck?: null; keyBlock?: null; keyReserve?: null; keyReserved?: null; keyRefused?: null; keyTaken?: null; keyBurn?: null; keyNoted?: null }|{ message?: "distil"; gen?: null; reply?: null; keepalive?: null; sync?: null; syncReply?: null; released?: null; expire?: null; expireAck?: null; testResults?: null; more?: null; add?: null; addAck?: null; addRej?: null; cancel?: null; end?: null; endAck?: null; hello?: null; open?: null; openAck?: null; linkState?: null; maintenance?: null; maintenanceAck?: null; slotRequest?: null; slotGrant?: null; schedule?: null; scheduleAck?: null; track?: null; neighbour?: null; pairExpire?: null; credit?: null; advertisement?: null; path?: null; resv?: null; resvConf?: null; tear?: null; circuitErr?: null; forward?: null; complete?: null; reach?: null; settle?: null; settled?: null; distil: bellwire.v1.Distil.$Shape; distilled?: null; stageExpire?: null; ask?: null; answer?: null; correction?: null; correctionAck?: null; keyBlock?: null; keyReserve?: null; keyReserved?: null; keyRefused?: null; keyTaken?: null; keyBurn?: null; keyNoted?: null }|{ message?: "distilled"; gen?: null; reply?: null; keepalive?: null; sync?: null; syncReply?: null; released?: null; expire?: null; expireAck?: null; testResults?: null; more?: null; add?: null; addAck?: null; addRej?: null; cancel?: null; end?: null; endAck?: null; hello?: null; open?: null; openAck?: null; linkState?: null; maintenance?: null; maintenanceAck?: null; slotRequest?: null; slotGrant?: null; schedule?: null; scheduleAck?: null; track?: null; neighbour?: null; pairExpire?: null; credit?: null; advertisement?: null; path?: null; resv?: null; resvConf?: null; tear?: null; circuitErr?: null; forward?: null; complete?: null; reach?: null; settle?: null; settled?: null; distil?: null; distilled: bellwire.v1.Distilled.$Shape; stageExpire?: null; ask?: null; answer?: null; correction?: null; correctionAck?: null; keyBlock?: null; keyReserve?: null; keyReserved?: null; keyRefused?: null; keyTaken?: null; keyBurn?: null; keyNoted?: null }|{ message?: "stageExpire"; gen?: null; reply?: null; keepalive?: null; sync?: null; syncReply?: null; released?: null; expire?: null; expireAck?: null; testResults?: null; more?: null; add?: null; addAck?: null; addRej?: null; cancel?: null; end?: null; endAck?: null; hello?: null; open?: null; openAck?: null; linkState?: null; maintenance?: null; maintenanceAck?: null; slotRequest?: null; slotGrant?: null; schedule?: null; scheduleAck?: null; track?: null; neighbour?: null; pairExpire?: null; credit?: null; advertisement?: null; path?: null; resv?: null; resvConf?: null; tear?: null; circuitErr?: null; forward?: null; complete?: null; reach?: null; settle?: null; settled?: null; distil?: null; distilled?: null; stageExpire: bellwire.v1.StageExpire.$Shape; ask?: null; answer?: null; correction?: null; correctionAck?: null; keyBlock?: null; keyReserve?: null; keyReserved?: null; keyRefused?: null; keyTaken?: null; keyBurn?: null; keyNoted?: null }|{ message?: "ask"; gen?: null; reply?: null; keepalive?: null; sync?: null; syncReply?: null; released?: null; expire?: null; expireAck?: null; testResults?: null; more?: null; add?: null; addAck?: null; addRej?: null; cancel?: null; end?: null; endAck?: null; hello?: null; open?: null; openAck?: null; linkState?: null; maintenance?: null; maintenanceAck?: null; slotRequest?: null; slotGrant?: null; schedule?: null; scheduleAck?: null; track?: null; neighbour?: null; pairExpire?: null; credit?: null; advertisement?: null; path?: null; resv?: null; resvConf?: null; tear?: null; circuitErr?: null; forward?: null; complete?: null; reach?: null; settle?: null; settled?: null; distil?: null; distilled?: null; stageExpire?: null; ask: bellwire.v1.Ask.$Shape; answer?: null; correction?: null; correctionAck?: null; keyBlock?: null; keyReserve?: null; keyReserved?: null; keyRefused?: null; keyTaken?: null; keyBurn?: null; keyNoted?: null }|{ message?: "answer"; gen?: null; reply?: null; keepalive?: null; sync?: null; syncReply?: null; released?: null; expire?: null; expireAck?: null; testResults?: null; more?: null; add?: null; addAck?: null; addRej?: null; cancel?: null; end?: null; endAck?: null; hello?: null; open?: null; openAck?: null; linkState?: null; maintenance?: null; maintenanceAck?: null; slotRequest?: null; slotGrant?: null; schedule?: null; scheduleAck?: null; track?: null; neighbour?: null; pairExpire?: null; credit?: null; advertisement?: null; path?: null; resv?: null; resvConf?: null; tear?: null; circuitErr?: null; forward?: null; complete?: null; reach?: null; settle?: null; settled?: null; distil?: null; distilled?: null; stageExpire?: null; ask?: null; answer: bellwire.v1.Answer.$Shape; correction?: null; correctionAck?: null; keyBlock?: null; keyReserve?: null; keyReserved?: null; keyRefused?: null; keyTaken?: null; keyBurn?: null; keyNoted?: null }|{ message?: "correction"; gen?: null; reply?: null; keepalive?: null; sync?: null; syncReply?: null; released?: null; expire?: null; expireAck?: null; testResults?: null; more?: null; add?: null; addAck?: null; addRej?: null; cancel?: null; end?: null; endAck?: null; hello?: null; open?: null; openAck?: null; linkState?: null; maintenance?: null; maintenanceAck?: null; slotRequest?: null; slotGrant?: null; schedule?: null; scheduleAck?: null; track?: null; neighbour?: null; pairExpire?: null; credit?: null; advertisement?: null; path?: null; resv?: null; resvConf?: null; tear?: null; circuitErr?: null; forward?: null; complete?: null; reach?: null; settle?: null; settled?: null; distil?: null; distilled?: null; stageExpire?: null; ask?: null; answer?: null; correction: bellwire.v1.Correction.$Shape; correctionAck?: null; keyBlock?: null; keyReserve?: null; keyReserved?: null; keyRefused?: null; keyTaken?: null; keyBurn?: null; keyNoted?: null }|{ message?: "correctionAck"; gen?: null; reply?: null; keepalive?: null; sync?: null; syncReply?: null; released?: null; expire?: null; expireAck?: null; testResults?: null; more?: null; add?: null; addAck?: null; addRej?: null; cancel?: null; end?: null; endAck?: null; hello?: null; open?: null; openAck?: null; linkState?: null; maintenance?: null; maintenanceAck?: null; slotRequest?: null; slotGrant?: null; schedule?: null; scheduleAck?: null; track?: null; neighbour?: null; pairExpire?: null; credit?: null; advertisement?: null; path?: null; resv?: null; resvConf?: null; tear?: null; circuitErr?: null; forward?: null; complete?: null; reach?: null; settle?: null; settled?: null; distil?: null; distilled?: null; stageExpire?: null; ask?: null; answer?: null; correction?: null; correctionAck: bellwire.v1.CorrectionAck.$Shape; keyBlock?: null; keyReserve?: null; keyReserved?: null; keyRefused?: null; keyTaken?: null; keyBurn?: null; keyNoted?: null }|{ message?: "keyBlock"; gen?: null; reply?: null; keepalive?: null; sync?: null; syncReply?: null; released?: null; expire?: null; expireAck?: null; testResults?: null; more?: null; add?: null; addAck?: null; addRej?: null; cancel?: null; end?: null; endAck?: null; hello?: null; open?: null; openAck?: null; linkState?: null; maintenance?: null; maintenanceAck?: null; slotRequest?: null; slotGrant?: null; schedule?: null; scheduleAck?: null; track?: null; neighbour?: null; pairExpire?: null; credit?: null; advertisement?: null; path?: null; resv?: null; resvConf?: null; tear?: null; circuitErr?: null; forward?: null; complete?: null; reach?: null; settle?: null; settled?: null; distil?: null; distilled?: null; stageExpire?: null; ask?: null; answer?: null; correction?: null; correctionAck?: null; keyBlock: bellwire.v1.KeyBlock.$Shape; keyReserve?: null; keyReserved?: null; keyRefused?: null; keyTaken?: null; keyBurn?: null; keyNoted?: null }|{ message?: "keyReserve"; gen?: null; reply?: null; keepalive?: null; sync?: null; syncReply?: null; released?: null; expire?: null; expireAck?: null; testResults?: null; more?: null; add?: null; addAck?: null; addRej?: null; cancel?: null; end?: null; endAck?: null; hello?: null; open?: null; openAck?: null; linkState?: null; maintenance?: null; maintenanceAck?: null; slotRequest?: null; slotGrant?: null; schedule?: null; scheduleAck?: null; track?: null; neighbour?: null; pairExpire?: null; credit?: null; advertisement?: null; path?: null; resv?: null; resvConf?: null; tear?: null; circuitErr?: null; forward?: null; complete?: null; reach?: null; settle?: null; settled?: null; distil?: null; distilled?: null; stageExpire?: null; ask?: null; answer?: null; correction?: null; correctionAck?: null; keyBlock?: null; keyReserve: bellwire.v1.KeyReserve.$Shape; keyReserved?: null; keyRefused?: null; keyTaken?: null; keyBurn?: null; keyNoted?: null }|{ message?: "keyReserved"; gen?: null; reply?: null; keepalive?: null; sync?: null; syncReply?: null; released?: null; expire?: null; expireAck?: null; testResults?: null; more?: null; add?: null; addAck?: null; addRej?: null; cancel?: null; end?: null; endAck?: null; hello?: null; open?: null; openAck?: null; linkState?: null; maintenance?: null; maintenanceAck?: null; slotRequest?: null; slotGrant?: null; schedule?: null; scheduleAck?: null; track?: null; neighbour?: null; pairExpire?: null; credit?: null; advertisement?: null; path?: null; resv?: null; resvConf?: null; tear?: null; circuitErr?: null; forward?: null; complete?: null; reach?: null; settle?: null; settled?: null; distil?: null; distilled?: null; stageExpire?: null; ask?: null; answer?: null; correction?: null; correctionAck?: null; keyBlock?: null; keyReserve?: null; keyReserved: bellwire.v1.KeyReserved.$Shape; keyRefused?: null; keyTaken?: null; keyBurn?: null; keyNoted?: null }|{ message?: "keyRefused"; gen?: null; reply?: null; keepalive?: null; sync?: null; syncReply?: null; released?: null; expire?: null; expireAck?: null; testResults?: null; more?: null; add?: null; addAck?: null; addRej?: null; cancel?: null; end?: null; endAck?: null; hello?: null; open?: null; openAck?: null; linkState?: null; maintenance?: null; maintenanceAck?: null; slotRequest?: null; slotGrant?: null; schedule?: null; scheduleAck?: null; track?: null; neighbour?: null; pairExpire?: null; credit?: null; advertisement?: null; path?: null; resv?: null; resvConf?: null; tear?: null; circuitErr?: null; forward?: null; complete?: null; reach?: null; settle?: null; settled?: null; distil?: null; distilled?: null; stageExpire?: null; ask?: null; answer?: null; correction?: null; correctionAck?: null; keyBlock?: null; keyReserve?: null; keyReserved?: null; keyRefused: bellwire.v1.KeyRefused.$Shape; keyTaken?: null; keyBurn?: null; keyNoted?: null }|{ message?: "keyTaken"; gen?: null; reply?: null; keepalive?: null; sync?: null; syncReply?: null; released?: null; expire?: null; expireAck?: null; testResults?: null; more?: null; add?: null; addAck?: null; addRej?: null; cancel?: null; end?: null; endAck?: null; hello?: null; open?: null; openAck?: null; linkState?: null; maintenance?: null; maintenanceAck?: null; slotRequest?: null; slotGrant?: null; schedule?: null; scheduleAck?: null; track?: null; neighbour?: null; pairExpire?: null; credit?: null; advertisement?: null; path?: null; resv?: null; resvConf?: null; tear?: null; circuitErr?: null; forward?: null; complete?: null; reach?: null; settle?: null; settled?: null; distil?: null; distilled?: null; stageExpire?: null; ask?: null; answer?: null; correction?: null; correctionAck?: null; keyBlock?: null; keyReserve?: null; keyReserved?: null; keyRefused?: null; keyTaken: bellwire.v1.KeyTaken.$Shape; keyBurn?: null; keyNoted?: null }|{ message?: "keyBurn"; gen?: null; reply?: null; keepalive?: null; sync?: null; syncReply?: null; released?: null; expire?: null; expireAck?: null; testResults?: null; more?: null; add?: null; addAck?: null; addRej?: null; cancel?: null; end?: null; endAck?: null; hello?: null; open?: null; openAck?: null; linkState?: null; maintenance?: null; maintenanceAck?: null; slotRequest?: null; slotGrant?: null; schedule?: null; scheduleAck?: null; track?: null; neighbour?: null; pairExpire?: null; credit?: null; advertisement?: null; path?: null; resv?: null; resvConf?: null; tear?: null; circuitErr?: null; forward?: null; complete?: null; reach?: null; settle?: null; settled?: null; distil?: null; distilled?: null; stageExpire?: null; ask?: null; answer?: null; correction?: null; correctionAck?: null; keyBlock?: null; keyReserve?: null; keyReserved?: null; keyRefused?: null; keyTaken?: null; keyBurn: bellwire.v1.KeyBurn.$Shape; keyNoted?: null }|{ message?: "keyNoted"; gen?: null; reply?: null; keepalive?: null; sync?: null; syncReply?: null; released?: null; expire?: null; expireAck?: null; testResults?: null; more?: null; add?: null; addAck?: null; addRej?: null; cancel?: null; end?: null; endAck?: null; hello?: null; open?: null; openAck?: null; linkState?: null; maintenance?: null; maintenanceAck?: null; slotRequest?: null; slotGrant?: null; schedule?: null; scheduleAck?: null; track?: null; neighbour?: null; pairExpire?: null; credit?: null; advertisement?: null; path?: null; resv?: null; resvConf?: null; tear?: null; circuitErr?: null; forward?: null; complete?: null; reach?: null; settle?: null; settled?: null; distil?: null; distilled?: null; stageExpire?: null; ask?: null; answer?: null; correction?: null; correctionAck?: null; keyBlock?: null; keyReserve?: null; keyReserved?: null; keyRefused?: null; keyTaken?: null; keyBurn?: null; keyNoted: bellwire.v1.KeyNoted.$Shape })
            );
        }

        /** Role enum. */
        enum Role {

            /** ROLE_NODE value */
            ROLE_NODE = 0,

            /** ROLE_STATION value */
            ROLE_STATION = 1
        }

        /** HeraldingPlace enum. */
        enum HeraldingPlace {

            /** HERALDING_PLACE_MID_POINT value */
            HERALDING_PLACE_MID_POINT = 0,

            /** HERALDING_PLACE_RECEIVER value */
            HERALDING_PLACE_RECEIVER = 1,

            /** HERALDING_PLACE_SOURCE value */
            HERALDING_PLACE_SOURCE = 2,

            /** HERALDING_PLACE_BOTH_ENDS value */
            HERALDING_PLACE_BOTH_ENDS = 3
        }

        /**
         * Properties of a Hello.
         * @deprecated Use bellwire.v1.Hello.$Properties instead.
         */
        interface IHello extends bellwire.v1.Hello.$Properties {
        }

        /** Represents a Hello. */
        class Hello {

            /**
             * Constructs a new Hello.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.Hello.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Hello link. */
            link: number;

            /** Hello incarnation. */
            incarnation: number;

            /** Hello epoch. */
            epoch: number;

            /** Hello node. */
            node: number;

            /** Hello role. */
            role: bellwire.v1.Role;

            /** Hello answer. */
            answer: boolean;

            /** Hello minimumVersion. */
            minimumVersion: number;

            /** Hello maximumVersion. */
            maximumVersion: number;

            /** Hello kinds. */
            kinds: number;

            /** Hello bases. */
            bases: number;

            /** Hello heraldingPlace. */
            heraldingPlace: bellwire.v1.HeraldingPlace;

            /**
             * Encodes the specified Hello message. Does not implicitly {@link bellwire.v1.Hello.verify|verify} messages.
             * @param message Hello message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.Hello.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace Hello {

            /** Properties of a Hello. */
            interface $Properties {

                /** Hello link */
                link?: (number|null);

                /** Hello incarnation */
                incarnation?: (number|null);

                /** Hello epoch */
                epoch?: (number|null);

                /** Hello node */
                node?: (number|null);

                /** Hello role */
                role?: (bellwire.v1.Role|null);

                /** Hello answer */
                answer?: (boolean|null);

                /** Hello minimumVersion */
                minimumVersion?: (number|null);

                /** Hello maximumVersion */
                maximumVersion?: (number|null);

                /** Hello kinds */
                kinds?: (number|null);

                /** Hello bases */
                bases?: (number|null);

                /** Hello heraldingPlace */
                heraldingPlace?: (bellwire.v1.HeraldingPlace|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Hello. */
            type $Shape = bellwire.v1.Hello.$Properties;
        }

        /**
         * Properties of an Open.
         * @deprecated Use bellwire.v1.Open.$Properties instead.
         */
        interface IOpen extends bellwire.v1.Open.$Properties {
        }

        /** Represents an Open. */
        class Open {

            /**
             * Constructs a new Open.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.Open.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Open link. */
            link: number;

            /** Open incarnation. */
            incarnation: number;

            /** Open epoch. */
            epoch: number;

            /** Open version. */
            version: number;

            /** Open firstSequence. */
            firstSequence: number;

            /** Open slotOrigin. */
            slotOrigin: number;

            /** Open slotPeriod. */
            slotPeriod: number;

            /** Open peerIncarnation. */
            peerIncarnation: number;

            /** Open stationIncarnation. */
            stationIncarnation: number;

            /** Open testSeed. */
            testSeed: number;

            /** Open testFraction. */
            testFraction: number;

            /**
             * Encodes the specified Open message. Does not implicitly {@link bellwire.v1.Open.verify|verify} messages.
             * @param message Open message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.Open.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace Open {

            /** Properties of an Open. */
            interface $Properties {

                /** Open link */
                link?: (number|null);

                /** Open incarnation */
                incarnation?: (number|null);

                /** Open epoch */
                epoch?: (number|null);

                /** Open version */
                version?: (number|null);

                /** Open firstSequence */
                firstSequence?: (number|null);

                /** Open slotOrigin */
                slotOrigin?: (number|null);

                /** Open slotPeriod */
                slotPeriod?: (number|null);

                /** Open peerIncarnation */
                peerIncarnation?: (number|null);

                /** Open stationIncarnation */
                stationIncarnation?: (number|null);

                /** Open testSeed */
                testSeed?: (number|null);

                /** Open testFraction */
                testFraction?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an Open. */
            type $Shape = bellwire.v1.Open.$Properties;
        }

        /**
         * Properties of an OpenAck.
         * @deprecated Use bellwire.v1.OpenAck.$Properties instead.
         */
        interface IOpenAck extends bellwire.v1.OpenAck.$Properties {
        }

        /** Represents an OpenAck. */
        class OpenAck {

            /**
             * Constructs a new OpenAck.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.OpenAck.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** OpenAck link. */
            link: number;

            /** OpenAck incarnation. */
            incarnation: number;

            /** OpenAck epoch. */
            epoch: number;

            /**
             * Encodes the specified OpenAck message. Does not implicitly {@link bellwire.v1.OpenAck.verify|verify} messages.
             * @param message OpenAck message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.OpenAck.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace OpenAck {

            /** Properties of an OpenAck. */
            interface $Properties {

                /** OpenAck link */
                link?: (number|null);

                /** OpenAck incarnation */
                incarnation?: (number|null);

                /** OpenAck epoch */
                epoch?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an OpenAck. */
            type $Shape = bellwire.v1.OpenAck.$Properties;
        }

        /**
         * Properties of a Sync.
         * @deprecated Use bellwire.v1.Sync.$Properties instead.
         */
        interface ISync extends bellwire.v1.Sync.$Properties {
        }

        /** Represents a Sync. */
        class Sync {

            /**
             * Constructs a new Sync.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.Sync.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Sync link. */
            link: number;

            /** Sync incarnation. */
            incarnation: number;

            /** Sync epoch. */
            epoch: number;

            /** Sync exchange. */
            exchange: number;

            /** Sync originTime. */
            originTime: number;

            /** Sync offset. */
            offset: number;

            /** Sync drift. */
            drift: number;

            /** Sync quality. */
            quality: number;

            /**
             * Encodes the specified Sync message. Does not implicitly {@link bellwire.v1.Sync.verify|verify} messages.
             * @param message Sync message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.Sync.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace Sync {

            /** Properties of a Sync. */
            interface $Properties {

                /** Sync link */
                link?: (number|null);

                /** Sync incarnation */
                incarnation?: (number|null);

                /** Sync epoch */
                epoch?: (number|null);

                /** Sync exchange */
                exchange?: (number|null);

                /** Sync originTime */
                originTime?: (number|null);

                /** Sync offset */
                offset?: (number|null);

                /** Sync drift */
                drift?: (number|null);

                /** Sync quality */
                quality?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Sync. */
            type $Shape = bellwire.v1.Sync.$Properties;
        }

        /**
         * Properties of a SyncReply.
         * @deprecated Use bellwire.v1.SyncReply.$Properties instead.
         */
        interface ISyncReply extends bellwire.v1.SyncReply.$Properties {
        }

        /** Represents a SyncReply. */
        class SyncReply {

            /**
             * Constructs a new SyncReply.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.SyncReply.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** SyncReply link. */
            link: number;

            /** SyncReply incarnation. */
            incarnation: number;

            /** SyncReply epoch. */
            epoch: number;

            /** SyncReply exchange. */
            exchange: number;

            /** SyncReply originTime. */
            originTime: number;

            /** SyncReply receiveTime. */
            receiveTime: number;

            /** SyncReply transmitTime. */
            transmitTime: number;

            /** SyncReply quality. */
            quality: number;

            /**
             * Encodes the specified SyncReply message. Does not implicitly {@link bellwire.v1.SyncReply.verify|verify} messages.
             * @param message SyncReply message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.SyncReply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace SyncReply {

            /** Properties of a SyncReply. */
            interface $Properties {

                /** SyncReply link */
                link?: (number|null);

                /** SyncReply incarnation */
                incarnation?: (number|null);

                /** SyncReply epoch */
                epoch?: (number|null);

                /** SyncReply exchange */
                exchange?: (number|null);

                /** SyncReply originTime */
                originTime?: (number|null);

                /** SyncReply receiveTime */
                receiveTime?: (number|null);

                /** SyncReply transmitTime */
                transmitTime?: (number|null);

                /** SyncReply quality */
                quality?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a SyncReply. */
            type $Shape = bellwire.v1.SyncReply.$Properties;
        }

        /** State enum. */
        enum State {

            /** STATE_READY value */
            STATE_READY = 0,

            /** STATE_CALIBRATING value */
            STATE_CALIBRATING = 1,

            /** STATE_DRIFTING value */
            STATE_DRIFTING = 2,

            /** STATE_OUT_OF_SPEC value */
            STATE_OUT_OF_SPEC = 3,

            /** STATE_DOWN value */
            STATE_DOWN = 4
        }

        /**
         * Properties of a LinkState.
         * @deprecated Use bellwire.v1.LinkState.$Properties instead.
         */
        interface ILinkState extends bellwire.v1.LinkState.$Properties {
        }

        /** Represents a LinkState. */
        class LinkState {

            /**
             * Constructs a new LinkState.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.LinkState.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** LinkState link. */
            link: number;

            /** LinkState incarnation. */
            incarnation: number;

            /** LinkState epoch. */
            epoch: number;

            /** LinkState serial. */
            serial: number;

            /** LinkState state. */
            state: bellwire.v1.State;

            /** LinkState validUntil. */
            validUntil: number;

            /**
             * Encodes the specified LinkState message. Does not implicitly {@link bellwire.v1.LinkState.verify|verify} messages.
             * @param message LinkState message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.LinkState.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace LinkState {

            /** Properties of a LinkState. */
            interface $Properties {

                /** LinkState link */
                link?: (number|null);

                /** LinkState incarnation */
                incarnation?: (number|null);

                /** LinkState epoch */
                epoch?: (number|null);

                /** LinkState serial */
                serial?: (number|null);

                /** LinkState state */
                state?: (bellwire.v1.State|null);

                /** LinkState validUntil */
                validUntil?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a LinkState. */
            type $Shape = bellwire.v1.LinkState.$Properties;
        }

        /**
         * Properties of a Maintenance.
         * @deprecated Use bellwire.v1.Maintenance.$Properties instead.
         */
        interface IMaintenance extends bellwire.v1.Maintenance.$Properties {
        }

        /** Represents a Maintenance. */
        class Maintenance {

            /**
             * Constructs a new Maintenance.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.Maintenance.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Maintenance link. */
            link: number;

            /** Maintenance incarnation. */
            incarnation: number;

            /** Maintenance epoch. */
            epoch: number;

            /** Maintenance serial. */
            serial: number;

            /** Maintenance request. */
            request: boolean;

            /** Maintenance firstSlot. */
            firstSlot: number;

            /** Maintenance endSlot. */
            endSlot: number;

            /**
             * Encodes the specified Maintenance message. Does not implicitly {@link bellwire.v1.Maintenance.verify|verify} messages.
             * @param message Maintenance message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.Maintenance.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace Maintenance {

            /** Properties of a Maintenance. */
            interface $Properties {

                /** Maintenance link */
                link?: (number|null);

                /** Maintenance incarnation */
                incarnation?: (number|null);

                /** Maintenance epoch */
                epoch?: (number|null);

                /** Maintenance serial */
                serial?: (number|null);

                /** Maintenance request */
                request?: (boolean|null);

                /** Maintenance firstSlot */
                firstSlot?: (number|null);

                /** Maintenance endSlot */
                endSlot?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Maintenance. */
            type $Shape = bellwire.v1.Maintenance.$Properties;
        }

        /**
         * Properties of a MaintenanceAck.
         * @deprecated Use bellwire.v1.MaintenanceAck.$Properties instead.
         */
        interface IMaintenanceAck extends bellwire.v1.MaintenanceAck.$Properties {
        }

        /** Represents a MaintenanceAck. */
        class MaintenanceAck {

            /**
             * Constructs a new MaintenanceAck.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.MaintenanceAck.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** MaintenanceAck link. */
            link: number;

            /** MaintenanceAck incarnation. */
            incarnation: number;

            /** MaintenanceAck epoch. */
            epoch: number;

            /** MaintenanceAck serial. */
            serial: number;

            /**
             * Encodes the specified MaintenanceAck message. Does not implicitly {@link bellwire.v1.MaintenanceAck.verify|verify} messages.
             * @param message MaintenanceAck message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.MaintenanceAck.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace MaintenanceAck {

            /** Properties of a MaintenanceAck. */
            interface $Properties {

                /** MaintenanceAck link */
                link?: (number|null);

                /** MaintenanceAck incarnation */
                incarnation?: (number|null);

                /** MaintenanceAck epoch */
                epoch?: (number|null);

                /** MaintenanceAck serial */
                serial?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a MaintenanceAck. */
            type $Shape = bellwire.v1.MaintenanceAck.$Properties;
        }

        /** Outcome enum. */
        enum Outcome {

            /** OUTCOME_FAIL value */
            OUTCOME_FAIL = 0,

            /** OUTCOME_SUCCESS value */
            OUTCOME_SUCCESS = 1
        }

        /** BellIndex enum. */
        enum BellIndex {

            /** BELL_INDEX_PHI_PLUS value */
            BELL_INDEX_PHI_PLUS = 0,

            /** BELL_INDEX_PSI_PLUS value */
            BELL_INDEX_PSI_PLUS = 1,

            /** BELL_INDEX_PHI_MINUS value */
            BELL_INDEX_PHI_MINUS = 2,

            /** BELL_INDEX_PSI_MINUS value */
            BELL_INDEX_PSI_MINUS = 3
        }

        /** HeraldError enum. */
        enum HeraldError {

            /** HERALD_ERROR_NONE value */
            HERALD_ERROR_NONE = 0,

            /** HERALD_ERROR_QUEUE_MISMATCH value */
            HERALD_ERROR_QUEUE_MISMATCH = 1,

            /** HERALD_ERROR_TIME_MISMATCH value */
            HERALD_ERROR_TIME_MISMATCH = 2,

            /** HERALD_ERROR_NO_MESSAGE_OTHER value */
            HERALD_ERROR_NO_MESSAGE_OTHER = 3
        }

        /**
         * Properties of a Gen.
         * @deprecated Use bellwire.v1.Gen.$Properties instead.
         */
        interface IGen extends bellwire.v1.Gen.$Properties {
        }

        /** Represents a Gen. */
        class Gen {

            /**
             * Constructs a new Gen.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.Gen.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Gen link. */
            link: number;

            /** Gen incarnation. */
            incarnation: number;

            /** Gen epoch. */
            epoch: number;

            /** Gen queueId. */
            queueId: number;

            /** Gen firstSlot. */
            firstSlot: number;

            /** Gen slots. */
            slots: number;

            /** Gen brightness. */
            brightness: number;

            /**
             * Encodes the specified Gen message. Does not implicitly {@link bellwire.v1.Gen.verify|verify} messages.
             * @param message Gen message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.Gen.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace Gen {

            /** Properties of a Gen. */
            interface $Properties {

                /** Gen link */
                link?: (number|null);

                /** Gen incarnation */
                incarnation?: (number|null);

                /** Gen epoch */
                epoch?: (number|null);

                /** Gen queueId */
                queueId?: (number|null);

                /** Gen firstSlot */
                firstSlot?: (number|null);

                /** Gen slots */
                slots?: (number|null);

                /** Gen brightness */
                brightness?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Gen. */
            type $Shape = bellwire.v1.Gen.$Properties;
        }

        /**
         * Properties of a Reply.
         * @deprecated Use bellwire.v1.Reply.$Properties instead.
         */
        interface IReply extends bellwire.v1.Reply.$Properties {
        }

        /** Represents a Reply. */
        class Reply {

            /**
             * Constructs a new Reply.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.Reply.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Reply link. */
            link: number;

            /** Reply incarnation. */
            incarnation: number;

            /** Reply epoch. */
            epoch: number;

            /** Reply outcome. */
            outcome: bellwire.v1.Outcome;

            /** Reply bellIndex. */
            bellIndex: bellwire.v1.BellIndex;

            /** Reply sequence. */
            sequence: number;

            /** Reply slot. */
            slot: number;

            /** Reply offsetPicoseconds. */
            offsetPicoseconds: number;

            /** Reply queueId. */
            queueId: number;

            /** Reply peerQueueId. */
            peerQueueId: number;

            /** Reply error. */
            error: bellwire.v1.HeraldError;

            /**
             * Encodes the specified Reply message. Does not implicitly {@link bellwire.v1.Reply.verify|verify} messages.
             * @param message Reply message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.Reply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace Reply {

            /** Properties of a Reply. */
            interface $Properties {

                /** Reply link */
                link?: (number|null);

                /** Reply incarnation */
                incarnation?: (number|null);

                /** Reply epoch */
                epoch?: (number|null);

                /** Reply outcome */
                outcome?: (bellwire.v1.Outcome|null);

                /** Reply bellIndex */
                bellIndex?: (bellwire.v1.BellIndex|null);

                /** Reply sequence */
                sequence?: (number|null);

                /** Reply slot */
                slot?: (number|null);

                /** Reply offsetPicoseconds */
                offsetPicoseconds?: (number|null);

                /** Reply queueId */
                queueId?: (number|null);

                /** Reply peerQueueId */
                peerQueueId?: (number|null);

                /** Reply error */
                error?: (bellwire.v1.HeraldError|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Reply. */
            type $Shape = bellwire.v1.Reply.$Properties;
        }

        /**
         * Properties of a SlotRequest.
         * @deprecated Use bellwire.v1.SlotRequest.$Properties instead.
         */
        interface ISlotRequest extends bellwire.v1.SlotRequest.$Properties {
        }

        /** Represents a SlotRequest. */
        class SlotRequest {

            /**
             * Constructs a new SlotRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.SlotRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** SlotRequest link. */
            link: number;

            /** SlotRequest incarnation. */
            incarnation: number;

            /** SlotRequest epoch. */
            epoch: number;

            /** SlotRequest serial. */
            serial: number;

            /** SlotRequest demand. */
            demand: number;

            /**
             * Encodes the specified SlotRequest message. Does not implicitly {@link bellwire.v1.SlotRequest.verify|verify} messages.
             * @param message SlotRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.SlotRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace SlotRequest {

            /** Properties of a SlotRequest. */
            interface $Properties {

                /** SlotRequest link */
                link?: (number|null);

                /** SlotRequest incarnation */
                incarnation?: (number|null);

                /** SlotRequest epoch */
                epoch?: (number|null);

                /** SlotRequest serial */
                serial?: (number|null);

                /** SlotRequest demand */
                demand?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a SlotRequest. */
            type $Shape = bellwire.v1.SlotRequest.$Properties;
        }

        /**
         * Properties of a SlotGrant.
         * @deprecated Use bellwire.v1.SlotGrant.$Properties instead.
         */
        interface ISlotGrant extends bellwire.v1.SlotGrant.$Properties {
        }

        /** Represents a SlotGrant. */
        class SlotGrant {

            /**
             * Constructs a new SlotGrant.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.SlotGrant.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** SlotGrant link. */
            link: number;

            /** SlotGrant incarnation. */
            incarnation: number;

            /** SlotGrant epoch. */
            epoch: number;

            /** SlotGrant turn. */
            turn: number;

            /** SlotGrant firstSlot. */
            firstSlot: number;

            /** SlotGrant endSlot. */
            endSlot: number;

            /**
             * Encodes the specified SlotGrant message. Does not implicitly {@link bellwire.v1.SlotGrant.verify|verify} messages.
             * @param message SlotGrant message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.SlotGrant.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace SlotGrant {

            /** Properties of a SlotGrant. */
            interface $Properties {

                /** SlotGrant link */
                link?: (number|null);

                /** SlotGrant incarnation */
                incarnation?: (number|null);

                /** SlotGrant epoch */
                epoch?: (number|null);

                /** SlotGrant turn */
                turn?: (number|null);

                /** SlotGrant firstSlot */
                firstSlot?: (number|null);

                /** SlotGrant endSlot */
                endSlot?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a SlotGrant. */
            type $Shape = bellwire.v1.SlotGrant.$Properties;
        }

        /** RequestKind enum. */
        enum RequestKind {

            /** REQUEST_KIND_KEEP value */
            REQUEST_KIND_KEEP = 0,

            /** REQUEST_KIND_MEASURE value */
            REQUEST_KIND_MEASURE = 1,

            /** REQUEST_KIND_REMOTE_STATE_PREPARATION value */
            REQUEST_KIND_REMOTE_STATE_PREPARATION = 2
        }

        /** RandomBasis enum. */
        enum RandomBasis {

            /** RANDOM_BASIS_NONE value */
            RANDOM_BASIS_NONE = 0,

            /** RANDOM_BASIS_XZ value */
            RANDOM_BASIS_XZ = 1,

            /** RANDOM_BASIS_XYZ value */
            RANDOM_BASIS_XYZ = 2,

            /** RANDOM_BASIS_CHSH value */
            RANDOM_BASIS_CHSH = 3
        }

        /** ErrorCode enum. */
        enum ErrorCode {

            /** ERROR_CODE_UNSPECIFIED value */
            ERROR_CODE_UNSPECIFIED = 0,

            /** ERROR_CODE_UNSUPP value */
            ERROR_CODE_UNSUPP = 1,

            /** ERROR_CODE_CREATE value */
            ERROR_CODE_CREATE = 2,

            /** ERROR_CODE_REJECTED value */
            ERROR_CODE_REJECTED = 3,

            /** ERROR_CODE_OTHER value */
            ERROR_CODE_OTHER = 4,

            /** ERROR_CODE_EXPIRE value */
            ERROR_CODE_EXPIRE = 5,

            /** ERROR_CODE_TIMEOUT value */
            ERROR_CODE_TIMEOUT = 6,

            /** ERROR_CODE_NOTIME value */
            ERROR_CODE_NOTIME = 7,

            /** ERROR_CODE_NORES value */
            ERROR_CODE_NORES = 8
        }

        /**
         * Properties of a Measurement.
         * @deprecated Use bellwire.v1.Measurement.$Properties instead.
         */
        interface IMeasurement extends bellwire.v1.Measurement.$Properties {
        }

        /** Represents a Measurement. */
        class Measurement {

            /**
             * Constructs a new Measurement.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.Measurement.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Measurement randomBasis. */
            randomBasis: bellwire.v1.RandomBasis;

            /** Measurement probability1. */
            probability1: number;

            /** Measurement probability2. */
            probability2: number;

            /** Measurement rotationX1. */
            rotationX1: number;

            /** Measurement rotationY. */
            rotationY: number;

            /** Measurement rotationX2. */
            rotationX2: number;

            /**
             * Encodes the specified Measurement message. Does not implicitly {@link bellwire.v1.Measurement.verify|verify} messages.
             * @param message Measurement message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.Measurement.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace Measurement {

            /** Properties of a Measurement. */
            interface $Properties {

                /** Measurement randomBasis */
                randomBasis?: (bellwire.v1.RandomBasis|null);

                /** Measurement probability1 */
                probability1?: (number|null);

                /** Measurement probability2 */
                probability2?: (number|null);

                /** Measurement rotationX1 */
                rotationX1?: (number|null);

                /** Measurement rotationY */
                rotationY?: (number|null);

                /** Measurement rotationX2 */
                rotationX2?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Measurement. */
            type $Shape = bellwire.v1.Measurement.$Properties;
        }

        /**
         * Properties of an Add.
         * @deprecated Use bellwire.v1.Add.$Properties instead.
         */
        interface IAdd extends bellwire.v1.Add.$Properties {
        }

        /** Represents an Add. */
        class Add {

            /**
             * Constructs a new Add.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.Add.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Add link. */
            link: number;

            /** Add incarnation. */
            incarnation: number;

            /** Add epoch. */
            epoch: number;

            /** Add serial. */
            serial: number;

            /** Add createId. */
            createId: number;

            /** Add queueId. */
            queueId: number;

            /** Add kind. */
            kind: bellwire.v1.RequestKind;

            /** Add number. */
            number: number;

            /** Add minimumFidelity. */
            minimumFidelity: number;

            /** Add purpose. */
            purpose: number;

            /** Add priority. */
            priority: number;

            /** Add atomic. */
            atomic: boolean;

            /** Add consecutive. */
            consecutive: boolean;

            /** Add scheduleSlot. */
            scheduleSlot: number;

            /** Add deadlineSlot. */
            deadlineSlot: number;

            /** Add brightness. */
            brightness: number;

            /** Add virtualFinish. */
            virtualFinish: number;

            /** Add originator. */
            originator?: (bellwire.v1.Measurement.$Properties|null);

            /** Add responder. */
            responder?: (bellwire.v1.Measurement.$Properties|null);

            /** Add paced. */
            paced: boolean;

            /**
             * Encodes the specified Add message. Does not implicitly {@link bellwire.v1.Add.verify|verify} messages.
             * @param message Add message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.Add.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace Add {

            /** Properties of an Add. */
            interface $Properties {

                /** Add link */
                link?: (number|null);

                /** Add incarnation */
                incarnation?: (number|null);

                /** Add epoch */
                epoch?: (number|null);

                /** Add serial */
                serial?: (number|null);

                /** Add createId */
                createId?: (number|null);

                /** Add queueId */
                queueId?: (number|null);

                /** Add kind */
                kind?: (bellwire.v1.RequestKind|null);

                /** Add number */
                number?: (number|null);

                /** Add minimumFidelity */
                minimumFidelity?: (number|null);

                /** Add purpose */
                purpose?: (number|null);

                /** Add priority */
                priority?: (number|null);

                /** Add atomic */
                atomic?: (boolean|null);

                /** Add consecutive */
                consecutive?: (boolean|null);

                /** Add scheduleSlot */
                scheduleSlot?: (number|null);

                /** Add deadlineSlot */
                deadlineSlot?: (number|null);

                /** Add brightness */
                brightness?: (number|null);

                /** Add virtualFinish */
                virtualFinish?: (number|null);

                /** Add originator */
                originator?: (bellwire.v1.Measurement.$Properties|null);

                /** Add responder */
                responder?: (bellwire.v1.Measurement.$Properties|null);

                /** Add paced */
                paced?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an Add. */
            type $Shape = bellwire.v1.Add.$Properties;
        }

        /**
         * Properties of an AddAck.
         * @deprecated Use bellwire.v1.AddAck.$Properties instead.
         */
        interface IAddAck extends bellwire.v1.AddAck.$Properties {
        }

        /** Represents an AddAck. */
        class AddAck {

            /**
             * Constructs a new AddAck.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.AddAck.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** AddAck link. */
            link: number;

            /** AddAck incarnation. */
            incarnation: number;

            /** AddAck epoch. */
            epoch: number;

            /** AddAck serial. */
            serial: number;

            /** AddAck queueId. */
            queueId: number;

            /** AddAck scheduleSlot. */
            scheduleSlot: number;

            /** AddAck brightness. */
            brightness: number;

            /** AddAck virtualFinish. */
            virtualFinish: number;

            /**
             * Encodes the specified AddAck message. Does not implicitly {@link bellwire.v1.AddAck.verify|verify} messages.
             * @param message AddAck message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.AddAck.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace AddAck {

            /** Properties of an AddAck. */
            interface $Properties {

                /** AddAck link */
                link?: (number|null);

                /** AddAck incarnation */
                incarnation?: (number|null);

                /** AddAck epoch */
                epoch?: (number|null);

                /** AddAck serial */
                serial?: (number|null);

                /** AddAck queueId */
                queueId?: (number|null);

                /** AddAck scheduleSlot */
                scheduleSlot?: (number|null);

                /** AddAck brightness */
                brightness?: (number|null);

                /** AddAck virtualFinish */
                virtualFinish?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an AddAck. */
            type $Shape = bellwire.v1.AddAck.$Properties;
        }

        /**
         * Properties of an AddReject.
         * @deprecated Use bellwire.v1.AddReject.$Properties instead.
         */
        interface IAddReject extends bellwire.v1.AddReject.$Properties {
        }

        /** Represents an AddReject. */
        class AddReject {

            /**
             * Constructs a new AddReject.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.AddReject.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** AddReject link. */
            link: number;

            /** AddReject incarnation. */
            incarnation: number;

            /** AddReject epoch. */
            epoch: number;

            /** AddReject serial. */
            serial: number;

            /** AddReject reason. */
            reason: bellwire.v1.ErrorCode;

            /**
             * Encodes the specified AddReject message. Does not implicitly {@link bellwire.v1.AddReject.verify|verify} messages.
             * @param message AddReject message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.AddReject.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace AddReject {

            /** Properties of an AddReject. */
            interface $Properties {

                /** AddReject link */
                link?: (number|null);

                /** AddReject incarnation */
                incarnation?: (number|null);

                /** AddReject epoch */
                epoch?: (number|null);

                /** AddReject serial */
                serial?: (number|null);

                /** AddReject reason */
                reason?: (bellwire.v1.ErrorCode|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an AddReject. */
            type $Shape = bellwire.v1.AddReject.$Properties;
        }

        /**
         * Properties of a More.
         * @deprecated Use bellwire.v1.More.$Properties instead.
         */
        interface IMore extends bellwire.v1.More.$Properties {
        }

        /** Represents a More. */
        class More {

            /**
             * Constructs a new More.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.More.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** More link. */
            link: number;

            /** More incarnation. */
            incarnation: number;

            /** More epoch. */
            epoch: number;

            /** More queueId. */
            queueId: number;

            /** More number. */
            number: number;

            /** More scheduleSlot. */
            scheduleSlot: number;

            /** More virtualFinish. */
            virtualFinish: number;

            /**
             * Encodes the specified More message. Does not implicitly {@link bellwire.v1.More.verify|verify} messages.
             * @param message More message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.More.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace More {

            /** Properties of a More. */
            interface $Properties {

                /** More link */
                link?: (number|null);

                /** More incarnation */
                incarnation?: (number|null);

                /** More epoch */
                epoch?: (number|null);

                /** More queueId */
                queueId?: (number|null);

                /** More number */
                number?: (number|null);

                /** More scheduleSlot */
                scheduleSlot?: (number|null);

                /** More virtualFinish */
                virtualFinish?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a More. */
            type $Shape = bellwire.v1.More.$Properties;
        }

        /**
         * Properties of a Cancel.
         * @deprecated Use bellwire.v1.Cancel.$Properties instead.
         */
        interface ICancel extends bellwire.v1.Cancel.$Properties {
        }

        /** Represents a Cancel. */
        class Cancel {

            /**
             * Constructs a new Cancel.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.Cancel.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Cancel link. */
            link: number;

            /** Cancel incarnation. */
            incarnation: number;

            /** Cancel epoch. */
            epoch: number;

            /** Cancel queueId. */
            queueId: number;

            /** Cancel serial. */
            serial: number;

            /** Cancel expected. */
            expected: number;

            /** Cancel reason. */
            reason: bellwire.v1.ErrorCode;

            /**
             * Encodes the specified Cancel message. Does not implicitly {@link bellwire.v1.Cancel.verify|verify} messages.
             * @param message Cancel message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.Cancel.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace Cancel {

            /** Properties of a Cancel. */
            interface $Properties {

                /** Cancel link */
                link?: (number|null);

                /** Cancel incarnation */
                incarnation?: (number|null);

                /** Cancel epoch */
                epoch?: (number|null);

                /** Cancel queueId */
                queueId?: (number|null);

                /** Cancel serial */
                serial?: (number|null);

                /** Cancel expected */
                expected?: (number|null);

                /** Cancel reason */
                reason?: (bellwire.v1.ErrorCode|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Cancel. */
            type $Shape = bellwire.v1.Cancel.$Properties;
        }

        /**
         * Properties of an End.
         * @deprecated Use bellwire.v1.End.$Properties instead.
         */
        interface IEnd extends bellwire.v1.End.$Properties {
        }

        /** Represents an End. */
        class End {

            /**
             * Constructs a new End.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.End.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** End link. */
            link: number;

            /** End incarnation. */
            incarnation: number;

            /** End epoch. */
            epoch: number;

            /** End queueId. */
            queueId: number;

            /** End endSequence. */
            endSequence: number;

            /** End reason. */
            reason: bellwire.v1.ErrorCode;

            /**
             * Encodes the specified End message. Does not implicitly {@link bellwire.v1.End.verify|verify} messages.
             * @param message End message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.End.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace End {

            /** Properties of an End. */
            interface $Properties {

                /** End link */
                link?: (number|null);

                /** End incarnation */
                incarnation?: (number|null);

                /** End epoch */
                epoch?: (number|null);

                /** End queueId */
                queueId?: (number|null);

                /** End endSequence */
                endSequence?: (number|null);

                /** End reason */
                reason?: (bellwire.v1.ErrorCode|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an End. */
            type $Shape = bellwire.v1.End.$Properties;
        }

        /**
         * Properties of an EndAck.
         * @deprecated Use bellwire.v1.EndAck.$Properties instead.
         */
        interface IEndAck extends bellwire.v1.EndAck.$Properties {
        }

        /** Represents an EndAck. */
        class EndAck {

            /**
             * Constructs a new EndAck.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.EndAck.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** EndAck link. */
            link: number;

            /** EndAck incarnation. */
            incarnation: number;

            /** EndAck epoch. */
            epoch: number;

            /** EndAck queueId. */
            queueId: number;

            /**
             * Encodes the specified EndAck message. Does not implicitly {@link bellwire.v1.EndAck.verify|verify} messages.
             * @param message EndAck message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.EndAck.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace EndAck {

            /** Properties of an EndAck. */
            interface $Properties {

                /** EndAck link */
                link?: (number|null);

                /** EndAck incarnation */
                incarnation?: (number|null);

                /** EndAck epoch */
                epoch?: (number|null);

                /** EndAck queueId */
                queueId?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an EndAck. */
            type $Shape = bellwire.v1.EndAck.$Properties;
        }

        /**
         * Properties of an Expire.
         * @deprecated Use bellwire.v1.Expire.$Properties instead.
         */
        interface IExpire extends bellwire.v1.Expire.$Properties {
        }

        /** Represents an Expire. */
        class Expire {

            /**
             * Constructs a new Expire.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.Expire.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Expire link. */
            link: number;

            /** Expire incarnation. */
            incarnation: number;

            /** Expire epoch. */
            epoch: number;

            /** Expire low. */
            low: number;

            /** Expire high. */
            high: number;

            /**
             * Encodes the specified Expire message. Does not implicitly {@link bellwire.v1.Expire.verify|verify} messages.
             * @param message Expire message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.Expire.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace Expire {

            /** Properties of an Expire. */
            interface $Properties {

                /** Expire link */
                link?: (number|null);

                /** Expire incarnation */
                incarnation?: (number|null);

                /** Expire epoch */
                epoch?: (number|null);

                /** Expire low */
                low?: (number|null);

                /** Expire high */
                high?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an Expire. */
            type $Shape = bellwire.v1.Expire.$Properties;
        }

        /**
         * Properties of an ExpireAck.
         * @deprecated Use bellwire.v1.ExpireAck.$Properties instead.
         */
        interface IExpireAck extends bellwire.v1.ExpireAck.$Properties {
        }

        /** Represents an ExpireAck. */
        class ExpireAck {

            /**
             * Constructs a new ExpireAck.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.ExpireAck.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ExpireAck link. */
            link: number;

            /** ExpireAck incarnation. */
            incarnation: number;

            /** ExpireAck epoch. */
            epoch: number;

            /** ExpireAck low. */
            low: number;

            /** ExpireAck high. */
            high: number;

            /** ExpireAck expected. */
            expected: number;

            /**
             * Encodes the specified ExpireAck message. Does not implicitly {@link bellwire.v1.ExpireAck.verify|verify} messages.
             * @param message ExpireAck message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.ExpireAck.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace ExpireAck {

            /** Properties of an ExpireAck. */
            interface $Properties {

                /** ExpireAck link */
                link?: (number|null);

                /** ExpireAck incarnation */
                incarnation?: (number|null);

                /** ExpireAck epoch */
                epoch?: (number|null);

                /** ExpireAck low */
                low?: (number|null);

                /** ExpireAck high */
                high?: (number|null);

                /** ExpireAck expected */
                expected?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an ExpireAck. */
            type $Shape = bellwire.v1.ExpireAck.$Properties;
        }

        /**
         * Properties of a Released.
         * @deprecated Use bellwire.v1.Released.$Properties instead.
         */
        interface IReleased extends bellwire.v1.Released.$Properties {
        }

        /** Represents a Released. */
        class Released {

            /**
             * Constructs a new Released.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.Released.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Released link. */
            link: number;

            /** Released incarnation. */
            incarnation: number;

            /** Released epoch. */
            epoch: number;

            /** Released low. */
            low: number;

            /** Released high. */
            high: number;

            /**
             * Encodes the specified Released message. Does not implicitly {@link bellwire.v1.Released.verify|verify} messages.
             * @param message Released message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.Released.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace Released {

            /** Properties of a Released. */
            interface $Properties {

                /** Released link */
                link?: (number|null);

                /** Released incarnation */
                incarnation?: (number|null);

                /** Released epoch */
                epoch?: (number|null);

                /** Released low */
                low?: (number|null);

                /** Released high */
                high?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Released. */
            type $Shape = bellwire.v1.Released.$Properties;
        }

        /**
         * Properties of a KeepAlive.
         * @deprecated Use bellwire.v1.KeepAlive.$Properties instead.
         */
        interface IKeepAlive extends bellwire.v1.KeepAlive.$Properties {
        }

        /** Represents a KeepAlive. */
        class KeepAlive {

            /**
             * Constructs a new KeepAlive.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.KeepAlive.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** KeepAlive link. */
            link: number;

            /** KeepAlive incarnation. */
            incarnation: number;

            /** KeepAlive epoch. */
            epoch: number;

            /** KeepAlive answer. */
            answer: boolean;

            /** KeepAlive expected. */
            expected: number;

            /** KeepAlive freeQubits. */
            freeQubits: number;

            /** KeepAlive confirmed. */
            confirmed: number;

            /**
             * Encodes the specified KeepAlive message. Does not implicitly {@link bellwire.v1.KeepAlive.verify|verify} messages.
             * @param message KeepAlive message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.KeepAlive.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace KeepAlive {

            /** Properties of a KeepAlive. */
            interface $Properties {

                /** KeepAlive link */
                link?: (number|null);

                /** KeepAlive incarnation */
                incarnation?: (number|null);

                /** KeepAlive epoch */
                epoch?: (number|null);

                /** KeepAlive answer */
                answer?: (boolean|null);

                /** KeepAlive expected */
                expected?: (number|null);

                /** KeepAlive freeQubits */
                freeQubits?: (number|null);

                /** KeepAlive confirmed */
                confirmed?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a KeepAlive. */
            type $Shape = bellwire.v1.KeepAlive.$Properties;
        }

        /** Basis enum. */
        enum Basis {

            /** BASIS_Z value */
            BASIS_Z = 0,

            /** BASIS_X value */
            BASIS_X = 1,

            /** BASIS_Y value */
            BASIS_Y = 2
        }

        /**
         * Properties of a TestRound.
         * @deprecated Use bellwire.v1.TestRound.$Properties instead.
         */
        interface ITestRound extends bellwire.v1.TestRound.$Properties {
        }

        /** Represents a TestRound. */
        class TestRound {

            /**
             * Constructs a new TestRound.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.TestRound.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** TestRound sequence. */
            sequence: number;

            /** TestRound basis. */
            basis: bellwire.v1.Basis;

            /** TestRound outcome. */
            outcome: number;

            /**
             * Encodes the specified TestRound message. Does not implicitly {@link bellwire.v1.TestRound.verify|verify} messages.
             * @param message TestRound message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.TestRound.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace TestRound {

            /** Properties of a TestRound. */
            interface $Properties {

                /** TestRound sequence */
                sequence?: (number|null);

                /** TestRound basis */
                basis?: (bellwire.v1.Basis|null);

                /** TestRound outcome */
                outcome?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a TestRound. */
            type $Shape = bellwire.v1.TestRound.$Properties;
        }

        /**
         * Properties of a TestResults.
         * @deprecated Use bellwire.v1.TestResults.$Properties instead.
         */
        interface ITestResults extends bellwire.v1.TestResults.$Properties {
        }

        /** Represents a TestResults. */
        class TestResults {

            /**
             * Constructs a new TestResults.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.TestResults.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** TestResults link. */
            link: number;

            /** TestResults incarnation. */
            incarnation: number;

            /** TestResults epoch. */
            epoch: number;

            /** TestResults rounds. */
            rounds: bellwire.v1.TestRound.$Properties[];

            /**
             * Encodes the specified TestResults message. Does not implicitly {@link bellwire.v1.TestResults.verify|verify} messages.
             * @param message TestResults message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.TestResults.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace TestResults {

            /** Properties of a TestResults. */
            interface $Properties {

                /** TestResults link */
                link?: (number|null);

                /** TestResults incarnation */
                incarnation?: (number|null);

                /** TestResults epoch */
                epoch?: (number|null);

                /** TestResults rounds */
                rounds?: (bellwire.v1.TestRound.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a TestResults. */
            type $Shape = bellwire.v1.TestResults.$Properties;
        }

        /**
         * Properties of a ScheduleBin.
         * @deprecated Use bellwire.v1.ScheduleBin.$Properties instead.
         */
        interface IScheduleBin extends bellwire.v1.ScheduleBin.$Properties {
        }

        /** Represents a ScheduleBin. */
        class ScheduleBin {

            /**
             * Constructs a new ScheduleBin.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.ScheduleBin.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ScheduleBin start. */
            start: number;

            /** ScheduleBin end. */
            end: number;

            /** ScheduleBin purpose. */
            purpose: number;

            /**
             * Encodes the specified ScheduleBin message. Does not implicitly {@link bellwire.v1.ScheduleBin.verify|verify} messages.
             * @param message ScheduleBin message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.ScheduleBin.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace ScheduleBin {

            /** Properties of a ScheduleBin. */
            interface $Properties {

                /** ScheduleBin start */
                start?: (number|null);

                /** ScheduleBin end */
                end?: (number|null);

                /** ScheduleBin purpose */
                purpose?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ScheduleBin. */
            type $Shape = bellwire.v1.ScheduleBin.$Properties;
        }

        /**
         * Properties of a Schedule.
         * @deprecated Use bellwire.v1.Schedule.$Properties instead.
         */
        interface ISchedule extends bellwire.v1.Schedule.$Properties {
        }

        /** Represents a Schedule. */
        class Schedule {

            /**
             * Constructs a new Schedule.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.Schedule.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Schedule link. */
            link: number;

            /** Schedule incarnation. */
            incarnation: number;

            /** Schedule epoch. */
            epoch: number;

            /** Schedule serial. */
            serial: number;

            /** Schedule firstSlot. */
            firstSlot: number;

            /** Schedule period. */
            period: number;

            /** Schedule bins. */
            bins: bellwire.v1.ScheduleBin.$Properties[];

            /**
             * Encodes the specified Schedule message. Does not implicitly {@link bellwire.v1.Schedule.verify|verify} messages.
             * @param message Schedule message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.Schedule.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace Schedule {

            /** Properties of a Schedule. */
            interface $Properties {

                /** Schedule link */
                link?: (number|null);

                /** Schedule incarnation */
                incarnation?: (number|null);

                /** Schedule epoch */
                epoch?: (number|null);

                /** Schedule serial */
                serial?: (number|null);

                /** Schedule firstSlot */
                firstSlot?: (number|null);

                /** Schedule period */
                period?: (number|null);

                /** Schedule bins */
                bins?: (bellwire.v1.ScheduleBin.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Schedule. */
            type $Shape = bellwire.v1.Schedule.$Properties;
        }

        /**
         * Properties of a ScheduleAck.
         * @deprecated Use bellwire.v1.ScheduleAck.$Properties instead.
         */
        interface IScheduleAck extends bellwire.v1.ScheduleAck.$Properties {
        }

        /** Represents a ScheduleAck. */
        class ScheduleAck {

            /**
             * Constructs a new ScheduleAck.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.ScheduleAck.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ScheduleAck link. */
            link: number;

            /** ScheduleAck incarnation. */
            incarnation: number;

            /** ScheduleAck epoch. */
            epoch: number;

            /** ScheduleAck serial. */
            serial: number;

            /**
             * Encodes the specified ScheduleAck message. Does not implicitly {@link bellwire.v1.ScheduleAck.verify|verify} messages.
             * @param message ScheduleAck message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.ScheduleAck.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace ScheduleAck {

            /** Properties of a ScheduleAck. */
            interface $Properties {

                /** ScheduleAck link */
                link?: (number|null);

                /** ScheduleAck incarnation */
                incarnation?: (number|null);

                /** ScheduleAck epoch */
                epoch?: (number|null);

                /** ScheduleAck serial */
                serial?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ScheduleAck. */
            type $Shape = bellwire.v1.ScheduleAck.$Properties;
        }

        /**
         * Properties of a Neighbour.
         * @deprecated Use bellwire.v1.Neighbour.$Properties instead.
         */
        interface INeighbour extends bellwire.v1.Neighbour.$Properties {
        }

        /** Represents a Neighbour. */
        class Neighbour {

            /**
             * Constructs a new Neighbour.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.Neighbour.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Neighbour session. */
            session: number;

            /** Neighbour peerSession. */
            peerSession: number;

            /** Neighbour expected. */
            expected: number;

            /** Neighbour node. */
            node: number;

            /** Neighbour answer. */
            answer: boolean;

            /**
             * Encodes the specified Neighbour message. Does not implicitly {@link bellwire.v1.Neighbour.verify|verify} messages.
             * @param message Neighbour message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.Neighbour.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace Neighbour {

            /** Properties of a Neighbour. */
            interface $Properties {

                /** Neighbour session */
                session?: (number|null);

                /** Neighbour peerSession */
                peerSession?: (number|null);

                /** Neighbour expected */
                expected?: (number|null);

                /** Neighbour node */
                node?: (number|null);

                /** Neighbour answer */
                answer?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Neighbour. */
            type $Shape = bellwire.v1.Neighbour.$Properties;
        }

        /**
         * Properties of an AdvertisedPoint.
         * @deprecated Use bellwire.v1.AdvertisedPoint.$Properties instead.
         */
        interface IAdvertisedPoint extends bellwire.v1.AdvertisedPoint.$Properties {
        }

        /** Represents an AdvertisedPoint. */
        class AdvertisedPoint {

            /**
             * Constructs a new AdvertisedPoint.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.AdvertisedPoint.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** AdvertisedPoint fidelity. */
            fidelity: number;

            /** AdvertisedPoint rate. */
            rate: number;

            /**
             * Encodes the specified AdvertisedPoint message. Does not implicitly {@link bellwire.v1.AdvertisedPoint.verify|verify} messages.
             * @param message AdvertisedPoint message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.AdvertisedPoint.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace AdvertisedPoint {

            /** Properties of an AdvertisedPoint. */
            interface $Properties {

                /** AdvertisedPoint fidelity */
                fidelity?: (number|null);

                /** AdvertisedPoint rate */
                rate?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an AdvertisedPoint. */
            type $Shape = bellwire.v1.AdvertisedPoint.$Properties;
        }

        /**
         * Properties of an AdvertisedLink.
         * @deprecated Use bellwire.v1.AdvertisedLink.$Properties instead.
         */
        interface IAdvertisedLink extends bellwire.v1.AdvertisedLink.$Properties {
        }

        /** Represents an AdvertisedLink. */
        class AdvertisedLink {

            /**
             * Constructs a new AdvertisedLink.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.AdvertisedLink.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** AdvertisedLink neighbour. */
            neighbour: number;

            /** AdvertisedLink link. */
            link: number;

            /** AdvertisedLink fit. */
            fit: boolean;

            /** AdvertisedLink points. */
            points: bellwire.v1.AdvertisedPoint.$Properties[];

            /** AdvertisedLink promised. */
            promised: number;

            /**
             * Encodes the specified AdvertisedLink message. Does not implicitly {@link bellwire.v1.AdvertisedLink.verify|verify} messages.
             * @param message AdvertisedLink message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.AdvertisedLink.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace AdvertisedLink {

            /** Properties of an AdvertisedLink. */
            interface $Properties {

                /** AdvertisedLink neighbour */
                neighbour?: (number|null);

                /** AdvertisedLink link */
                link?: (number|null);

                /** AdvertisedLink fit */
                fit?: (boolean|null);

                /** AdvertisedLink points */
                points?: (bellwire.v1.AdvertisedPoint.$Properties[]|null);

                /** AdvertisedLink promised */
                promised?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an AdvertisedLink. */
            type $Shape = bellwire.v1.AdvertisedLink.$Properties;
        }

        /**
         * Properties of an Advertisement.
         * @deprecated Use bellwire.v1.Advertisement.$Properties instead.
         */
        interface IAdvertisement extends bellwire.v1.Advertisement.$Properties {
        }

        /** Represents an Advertisement. */
        class Advertisement {

            /**
             * Constructs a new Advertisement.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.Advertisement.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Advertisement session. */
            session: number;

            /** Advertisement peerSession. */
            peerSession: number;

            /** Advertisement serial. */
            serial: number;

            /** Advertisement expected. */
            expected: number;

            /** Advertisement origin. */
            origin: number;

            /** Advertisement incarnation. */
            incarnation: number;

            /** Advertisement sequence. */
            sequence: number;

            /** Advertisement lifetime. */
            lifetime: number;

            /** Advertisement links. */
            links: bellwire.v1.AdvertisedLink.$Properties[];

            /** Advertisement swapping. */
            swapping: number;

            /** Advertisement coherenceTime. */
            coherenceTime: number;

            /** Advertisement swapQuality. */
            swapQuality: number;

            /** Advertisement swapDuration. */
            swapDuration: number;

            /**
             * Encodes the specified Advertisement message. Does not implicitly {@link bellwire.v1.Advertisement.verify|verify} messages.
             * @param message Advertisement message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.Advertisement.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace Advertisement {

            /** Properties of an Advertisement. */
            interface $Properties {

                /** Advertisement session */
                session?: (number|null);

                /** Advertisement peerSession */
                peerSession?: (number|null);

                /** Advertisement serial */
                serial?: (number|null);

                /** Advertisement expected */
                expected?: (number|null);

                /** Advertisement origin */
                origin?: (number|null);

                /** Advertisement incarnation */
                incarnation?: (number|null);

                /** Advertisement sequence */
                sequence?: (number|null);

                /** Advertisement lifetime */
                lifetime?: (number|null);

                /** Advertisement links */
                links?: (bellwire.v1.AdvertisedLink.$Properties[]|null);

                /** Advertisement swapping */
                swapping?: (number|null);

                /** Advertisement coherenceTime */
                coherenceTime?: (number|null);

                /** Advertisement swapQuality */
                swapQuality?: (number|null);

                /** Advertisement swapDuration */
                swapDuration?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an Advertisement. */
            type $Shape = bellwire.v1.Advertisement.$Properties;
        }

        /**
         * Properties of a Hop.
         * @deprecated Use bellwire.v1.Hop.$Properties instead.
         */
        interface IHop extends bellwire.v1.Hop.$Properties {
        }

        /** Represents a Hop. */
        class Hop {

            /**
             * Constructs a new Hop.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.Hop.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Hop node. */
            node: number;

            /** Hop link. */
            link: number;

            /** Hop minimumFidelity. */
            minimumFidelity: number;

            /** Hop cutoff. */
            cutoff: number;

            /** Hop rate. */
            rate: number;

            /** Hop rank. */
            rank: number;

            /**
             * Encodes the specified Hop message. Does not implicitly {@link bellwire.v1.Hop.verify|verify} messages.
             * @param message Hop message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.Hop.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace Hop {

            /** Properties of a Hop. */
            interface $Properties {

                /** Hop node */
                node?: (number|null);

                /** Hop link */
                link?: (number|null);

                /** Hop minimumFidelity */
                minimumFidelity?: (number|null);

                /** Hop cutoff */
                cutoff?: (number|null);

                /** Hop rate */
                rate?: (number|null);

                /** Hop rank */
                rank?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Hop. */
            type $Shape = bellwire.v1.Hop.$Properties;
        }

        /** DistillationProtocol enum. */
        enum DistillationProtocol {

            /** DISTILLATION_PROTOCOL_BBPSSW value */
            DISTILLATION_PROTOCOL_BBPSSW = 0,

            /** DISTILLATION_PROTOCOL_DEJMPS value */
            DISTILLATION_PROTOCOL_DEJMPS = 1,

            /** DISTILLATION_PROTOCOL_DOUBLE_SELECTION value */
            DISTILLATION_PROTOCOL_DOUBLE_SELECTION = 2
        }

        /** DistillationSchedule enum. */
        enum DistillationSchedule {

            /** DISTILLATION_SCHEDULE_NESTED value */
            DISTILLATION_SCHEDULE_NESTED = 0,

            /** DISTILLATION_SCHEDULE_PUMPED value */
            DISTILLATION_SCHEDULE_PUMPED = 1
        }

        /**
         * Properties of a Stage.
         * @deprecated Use bellwire.v1.Stage.$Properties instead.
         */
        interface IStage extends bellwire.v1.Stage.$Properties {
        }

        /** Represents a Stage. */
        class Stage {

            /**
             * Constructs a new Stage.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.Stage.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Stage first. */
            first: number;

            /** Stage last. */
            last: number;

            /** Stage protocol. */
            protocol: bellwire.v1.DistillationProtocol;

            /** Stage schedule. */
            schedule: bellwire.v1.DistillationSchedule;

            /** Stage rounds. */
            rounds: number;

            /**
             * Encodes the specified Stage message. Does not implicitly {@link bellwire.v1.Stage.verify|verify} messages.
             * @param message Stage message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.Stage.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace Stage {

            /** Properties of a Stage. */
            interface $Properties {

                /** Stage first */
                first?: (number|null);

                /** Stage last */
                last?: (number|null);

                /** Stage protocol */
                protocol?: (bellwire.v1.DistillationProtocol|null);

                /** Stage schedule */
                schedule?: (bellwire.v1.DistillationSchedule|null);

                /** Stage rounds */
                rounds?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Stage. */
            type $Shape = bellwire.v1.Stage.$Properties;
        }

        /**
         * Properties of a Path.
         * @deprecated Use bellwire.v1.Path.$Properties instead.
         */
        interface IPath extends bellwire.v1.Path.$Properties {
        }

        /** Represents a Path. */
        class Path {

            /**
             * Constructs a new Path.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.Path.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Path session. */
            session: number;

            /** Path peerSession. */
            peerSession: number;

            /** Path serial. */
            serial: number;

            /** Path expected. */
            expected: number;

            /** Path initiator. */
            initiator: number;

            /** Path circuit. */
            circuit: number;

            /** Path responder. */
            responder: number;

            /** Path purpose. */
            purpose: number;

            /** Path minimumFidelity. */
            minimumFidelity: number;

            /** Path lifetime. */
            lifetime: number;

            /** Path position. */
            position: number;

            /** Path hops. */
            hops: bellwire.v1.Hop.$Properties[];

            /** Path stages. */
            stages: bellwire.v1.Stage.$Properties[];

            /**
             * Encodes the specified Path message. Does not implicitly {@link bellwire.v1.Path.verify|verify} messages.
             * @param message Path message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.Path.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace Path {

            /** Properties of a Path. */
            interface $Properties {

                /** Path session */
                session?: (number|null);

                /** Path peerSession */
                peerSession?: (number|null);

                /** Path serial */
                serial?: (number|null);

                /** Path expected */
                expected?: (number|null);

                /** Path initiator */
                initiator?: (number|null);

                /** Path circuit */
                circuit?: (number|null);

                /** Path responder */
                responder?: (number|null);

                /** Path purpose */
                purpose?: (number|null);

                /** Path minimumFidelity */
                minimumFidelity?: (number|null);

                /** Path lifetime */
                lifetime?: (number|null);

                /** Path position */
                position?: (number|null);

                /** Path hops */
                hops?: (bellwire.v1.Hop.$Properties[]|null);

                /** Path stages */
                stages?: (bellwire.v1.Stage.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Path. */
            type $Shape = bellwire.v1.Path.$Properties;
        }

        /**
         * Properties of a Resv.
         * @deprecated Use bellwire.v1.Resv.$Properties instead.
         */
        interface IResv extends bellwire.v1.Resv.$Properties {
        }

        /** Represents a Resv. */
        class Resv {

            /**
             * Constructs a new Resv.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.Resv.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Resv session. */
            session: number;

            /** Resv peerSession. */
            peerSession: number;

            /** Resv serial. */
            serial: number;

            /** Resv expected. */
            expected: number;

            /** Resv initiator. */
            initiator: number;

            /** Resv circuit. */
            circuit: number;

            /** Resv label. */
            label: number;

            /** Resv window. */
            window: number;

            /**
             * Encodes the specified Resv message. Does not implicitly {@link bellwire.v1.Resv.verify|verify} messages.
             * @param message Resv message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.Resv.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace Resv {

            /** Properties of a Resv. */
            interface $Properties {

                /** Resv session */
                session?: (number|null);

                /** Resv peerSession */
                peerSession?: (number|null);

                /** Resv serial */
                serial?: (number|null);

                /** Resv expected */
                expected?: (number|null);

                /** Resv initiator */
                initiator?: (number|null);

                /** Resv circuit */
                circuit?: (number|null);

                /** Resv label */
                label?: (number|null);

                /** Resv window */
                window?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Resv. */
            type $Shape = bellwire.v1.Resv.$Properties;
        }

        /**
         * Properties of a ResvConf.
         * @deprecated Use bellwire.v1.ResvConf.$Properties instead.
         */
        interface IResvConf extends bellwire.v1.ResvConf.$Properties {
        }

        /** Represents a ResvConf. */
        class ResvConf {

            /**
             * Constructs a new ResvConf.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.ResvConf.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ResvConf session. */
            session: number;

            /** ResvConf peerSession. */
            peerSession: number;

            /** ResvConf serial. */
            serial: number;

            /** ResvConf expected. */
            expected: number;

            /** ResvConf initiator. */
            initiator: number;

            /** ResvConf circuit. */
            circuit: number;

            /**
             * Encodes the specified ResvConf message. Does not implicitly {@link bellwire.v1.ResvConf.verify|verify} messages.
             * @param message ResvConf message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.ResvConf.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace ResvConf {

            /** Properties of a ResvConf. */
            interface $Properties {

                /** ResvConf session */
                session?: (number|null);

                /** ResvConf peerSession */
                peerSession?: (number|null);

                /** ResvConf serial */
                serial?: (number|null);

                /** ResvConf expected */
                expected?: (number|null);

                /** ResvConf initiator */
                initiator?: (number|null);

                /** ResvConf circuit */
                circuit?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ResvConf. */
            type $Shape = bellwire.v1.ResvConf.$Properties;
        }

        /**
         * Properties of a Tear.
         * @deprecated Use bellwire.v1.Tear.$Properties instead.
         */
        interface ITear extends bellwire.v1.Tear.$Properties {
        }

        /** Represents a Tear. */
        class Tear {

            /**
             * Constructs a new Tear.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.Tear.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Tear session. */
            session: number;

            /** Tear peerSession. */
            peerSession: number;

            /** Tear serial. */
            serial: number;

            /** Tear expected. */
            expected: number;

            /** Tear initiator. */
            initiator: number;

            /** Tear circuit. */
            circuit: number;

            /** Tear reason. */
            reason: bellwire.v1.ErrorCode;

            /**
             * Encodes the specified Tear message. Does not implicitly {@link bellwire.v1.Tear.verify|verify} messages.
             * @param message Tear message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.Tear.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace Tear {

            /** Properties of a Tear. */
            interface $Properties {

                /** Tear session */
                session?: (number|null);

                /** Tear peerSession */
                peerSession?: (number|null);

                /** Tear serial */
                serial?: (number|null);

                /** Tear expected */
                expected?: (number|null);

                /** Tear initiator */
                initiator?: (number|null);

                /** Tear circuit */
                circuit?: (number|null);

                /** Tear reason */
                reason?: (bellwire.v1.ErrorCode|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Tear. */
            type $Shape = bellwire.v1.Tear.$Properties;
        }

        /**
         * Properties of a CircuitErr.
         * @deprecated Use bellwire.v1.CircuitErr.$Properties instead.
         */
        interface ICircuitErr extends bellwire.v1.CircuitErr.$Properties {
        }

        /** Represents a CircuitErr. */
        class CircuitErr {

            /**
             * Constructs a new CircuitErr.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.CircuitErr.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CircuitErr session. */
            session: number;

            /** CircuitErr peerSession. */
            peerSession: number;

            /** CircuitErr serial. */
            serial: number;

            /** CircuitErr expected. */
            expected: number;

            /** CircuitErr initiator. */
            initiator: number;

            /** CircuitErr circuit. */
            circuit: number;

            /** CircuitErr node. */
            node: number;

            /** CircuitErr reason. */
            reason: bellwire.v1.ErrorCode;

            /**
             * Encodes the specified CircuitErr message. Does not implicitly {@link bellwire.v1.CircuitErr.verify|verify} messages.
             * @param message CircuitErr message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.CircuitErr.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace CircuitErr {

            /** Properties of a CircuitErr. */
            interface $Properties {

                /** CircuitErr session */
                session?: (number|null);

                /** CircuitErr peerSession */
                peerSession?: (number|null);

                /** CircuitErr serial */
                serial?: (number|null);

                /** CircuitErr expected */
                expected?: (number|null);

                /** CircuitErr initiator */
                initiator?: (number|null);

                /** CircuitErr circuit */
                circuit?: (number|null);

                /** CircuitErr node */
                node?: (number|null);

                /** CircuitErr reason */
                reason?: (bellwire.v1.ErrorCode|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CircuitErr. */
            type $Shape = bellwire.v1.CircuitErr.$Properties;
        }

        /**
         * Properties of a Forward.
         * @deprecated Use bellwire.v1.Forward.$Properties instead.
         */
        interface IForward extends bellwire.v1.Forward.$Properties {
        }

        /** Represents a Forward. */
        class Forward {

            /**
             * Constructs a new Forward.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.Forward.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Forward session. */
            session: number;

            /** Forward peerSession. */
            peerSession: number;

            /** Forward serial. */
            serial: number;

            /** Forward expected. */
            expected: number;

            /** Forward initiator. */
            initiator: number;

            /** Forward circuit. */
            circuit: number;

            /** Forward request. */
            request: number;

            /** Forward kind. */
            kind: bellwire.v1.RequestKind;

            /** Forward number. */
            number: number;

            /** Forward early. */
            early: boolean;

            /** Forward originator. */
            originator?: (bellwire.v1.Measurement.$Properties|null);

            /** Forward responder. */
            responder?: (bellwire.v1.Measurement.$Properties|null);

            /** Forward raw. */
            raw: boolean;

            /** Forward test. */
            test: boolean;

            /**
             * Encodes the specified Forward message. Does not implicitly {@link bellwire.v1.Forward.verify|verify} messages.
             * @param message Forward message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.Forward.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace Forward {

            /** Properties of a Forward. */
            interface $Properties {

                /** Forward session */
                session?: (number|null);

                /** Forward peerSession */
                peerSession?: (number|null);

                /** Forward serial */
                serial?: (number|null);

                /** Forward expected */
                expected?: (number|null);

                /** Forward initiator */
                initiator?: (number|null);

                /** Forward circuit */
                circuit?: (number|null);

                /** Forward request */
                request?: (number|null);

                /** Forward kind */
                kind?: (bellwire.v1.RequestKind|null);

                /** Forward number */
                number?: (number|null);

                /** Forward early */
                early?: (boolean|null);

                /** Forward originator */
                originator?: (bellwire.v1.Measurement.$Properties|null);

                /** Forward responder */
                responder?: (bellwire.v1.Measurement.$Properties|null);

                /** Forward raw */
                raw?: (boolean|null);

                /** Forward test */
                test?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Forward. */
            type $Shape = bellwire.v1.Forward.$Properties;
        }

        /**
         * Properties of a Complete.
         * @deprecated Use bellwire.v1.Complete.$Properties instead.
         */
        interface IComplete extends bellwire.v1.Complete.$Properties {
        }

        /** Represents a Complete. */
        class Complete {

            /**
             * Constructs a new Complete.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.Complete.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Complete session. */
            session: number;

            /** Complete peerSession. */
            peerSession: number;

            /** Complete serial. */
            serial: number;

            /** Complete expected. */
            expected: number;

            /** Complete initiator. */
            initiator: number;

            /** Complete circuit. */
            circuit: number;

            /** Complete request. */
            request: number;

            /** Complete reason. */
            reason: bellwire.v1.ErrorCode;

            /**
             * Encodes the specified Complete message. Does not implicitly {@link bellwire.v1.Complete.verify|verify} messages.
             * @param message Complete message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.Complete.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace Complete {

            /** Properties of a Complete. */
            interface $Properties {

                /** Complete session */
                session?: (number|null);

                /** Complete peerSession */
                peerSession?: (number|null);

                /** Complete serial */
                serial?: (number|null);

                /** Complete expected */
                expected?: (number|null);

                /** Complete initiator */
                initiator?: (number|null);

                /** Complete circuit */
                circuit?: (number|null);

                /** Complete request */
                request?: (number|null);

                /** Complete reason */
                reason?: (bellwire.v1.ErrorCode|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Complete. */
            type $Shape = bellwire.v1.Complete.$Properties;
        }

        /**
         * Properties of a Track.
         * @deprecated Use bellwire.v1.Track.$Properties instead.
         */
        interface ITrack extends bellwire.v1.Track.$Properties {
        }

        /** Represents a Track. */
        class Track {

            /**
             * Constructs a new Track.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.Track.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Track session. */
            session: number;

            /** Track peerSession. */
            peerSession: number;

            /** Track serial. */
            serial: number;

            /** Track expected. */
            expected: number;

            /** Track initiator. */
            initiator: number;

            /** Track circuit. */
            circuit: number;

            /** Track request. */
            request: number;

            /** Track originEpoch. */
            originEpoch: number;

            /** Track originSequence. */
            originSequence: number;

            /** Track epoch. */
            epoch: number;

            /** Track sequence. */
            sequence: number;

            /** Track bellIndex. */
            bellIndex: bellwire.v1.BellIndex;

            /** Track fidelity. */
            fidelity: number;

            /**
             * Encodes the specified Track message. Does not implicitly {@link bellwire.v1.Track.verify|verify} messages.
             * @param message Track message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.Track.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace Track {

            /** Properties of a Track. */
            interface $Properties {

                /** Track session */
                session?: (number|null);

                /** Track peerSession */
                peerSession?: (number|null);

                /** Track serial */
                serial?: (number|null);

                /** Track expected */
                expected?: (number|null);

                /** Track initiator */
                initiator?: (number|null);

                /** Track circuit */
                circuit?: (number|null);

                /** Track request */
                request?: (number|null);

                /** Track originEpoch */
                originEpoch?: (number|null);

                /** Track originSequence */
                originSequence?: (number|null);

                /** Track epoch */
                epoch?: (number|null);

                /** Track sequence */
                sequence?: (number|null);

                /** Track bellIndex */
                bellIndex?: (bellwire.v1.BellIndex|null);

                /** Track fidelity */
                fidelity?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Track. */
            type $Shape = bellwire.v1.Track.$Properties;
        }

        /**
         * Properties of a PairExpire.
         * @deprecated Use bellwire.v1.PairExpire.$Properties instead.
         */
        interface IPairExpire extends bellwire.v1.PairExpire.$Properties {
        }

        /** Represents a PairExpire. */
        class PairExpire {

            /**
             * Constructs a new PairExpire.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.PairExpire.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** PairExpire session. */
            session: number;

            /** PairExpire peerSession. */
            peerSession: number;

            /** PairExpire serial. */
            serial: number;

            /** PairExpire expected. */
            expected: number;

            /** PairExpire initiator. */
            initiator: number;

            /** PairExpire circuit. */
            circuit: number;

            /** PairExpire epoch. */
            epoch: number;

            /** PairExpire sequence. */
            sequence: number;

            /**
             * Encodes the specified PairExpire message. Does not implicitly {@link bellwire.v1.PairExpire.verify|verify} messages.
             * @param message PairExpire message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.PairExpire.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace PairExpire {

            /** Properties of a PairExpire. */
            interface $Properties {

                /** PairExpire session */
                session?: (number|null);

                /** PairExpire peerSession */
                peerSession?: (number|null);

                /** PairExpire serial */
                serial?: (number|null);

                /** PairExpire expected */
                expected?: (number|null);

                /** PairExpire initiator */
                initiator?: (number|null);

                /** PairExpire circuit */
                circuit?: (number|null);

                /** PairExpire epoch */
                epoch?: (number|null);

                /** PairExpire sequence */
                sequence?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a PairExpire. */
            type $Shape = bellwire.v1.PairExpire.$Properties;
        }

        /**
         * Properties of a Credit.
         * @deprecated Use bellwire.v1.Credit.$Properties instead.
         */
        interface ICredit extends bellwire.v1.Credit.$Properties {
        }

        /** Represents a Credit. */
        class Credit {

            /**
             * Constructs a new Credit.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.Credit.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Credit session. */
            session: number;

            /** Credit peerSession. */
            peerSession: number;

            /** Credit serial. */
            serial: number;

            /** Credit expected. */
            expected: number;

            /** Credit initiator. */
            initiator: number;

            /** Credit circuit. */
            circuit: number;

            /** Credit window. */
            window: number;

            /** Credit epoch. */
            epoch: number;

            /** Credit sequence. */
            sequence: number;

            /**
             * Encodes the specified Credit message. Does not implicitly {@link bellwire.v1.Credit.verify|verify} messages.
             * @param message Credit message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.Credit.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace Credit {

            /** Properties of a Credit. */
            interface $Properties {

                /** Credit session */
                session?: (number|null);

                /** Credit peerSession */
                peerSession?: (number|null);

                /** Credit serial */
                serial?: (number|null);

                /** Credit expected */
                expected?: (number|null);

                /** Credit initiator */
                initiator?: (number|null);

                /** Credit circuit */
                circuit?: (number|null);

                /** Credit window */
                window?: (number|null);

                /** Credit epoch */
                epoch?: (number|null);

                /** Credit sequence */
                sequence?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Credit. */
            type $Shape = bellwire.v1.Credit.$Properties;
        }

        /**
         * Properties of a Reach.
         * @deprecated Use bellwire.v1.Reach.$Properties instead.
         */
        interface IReach extends bellwire.v1.Reach.$Properties {
        }

        /** Represents a Reach. */
        class Reach {

            /**
             * Constructs a new Reach.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.Reach.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Reach session. */
            session: number;

            /** Reach peerSession. */
            peerSession: number;

            /** Reach serial. */
            serial: number;

            /** Reach expected. */
            expected: number;

            /** Reach initiator. */
            initiator: number;

            /** Reach circuit. */
            circuit: number;

            /** Reach epoch. */
            epoch: number;

            /** Reach sequence. */
            sequence: number;

            /** Reach position. */
            position: number;

            /**
             * Encodes the specified Reach message. Does not implicitly {@link bellwire.v1.Reach.verify|verify} messages.
             * @param message Reach message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.Reach.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace Reach {

            /** Properties of a Reach. */
            interface $Properties {

                /** Reach session */
                session?: (number|null);

                /** Reach peerSession */
                peerSession?: (number|null);

                /** Reach serial */
                serial?: (number|null);

                /** Reach expected */
                expected?: (number|null);

                /** Reach initiator */
                initiator?: (number|null);

                /** Reach circuit */
                circuit?: (number|null);

                /** Reach epoch */
                epoch?: (number|null);

                /** Reach sequence */
                sequence?: (number|null);

                /** Reach position */
                position?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Reach. */
            type $Shape = bellwire.v1.Reach.$Properties;
        }

        /**
         * Properties of a PairName.
         * @deprecated Use bellwire.v1.PairName.$Properties instead.
         */
        interface IPairName extends bellwire.v1.PairName.$Properties {
        }

        /** Represents a PairName. */
        class PairName {

            /**
             * Constructs a new PairName.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.PairName.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** PairName epoch. */
            epoch: number;

            /** PairName sequence. */
            sequence: number;

            /**
             * Encodes the specified PairName message. Does not implicitly {@link bellwire.v1.PairName.verify|verify} messages.
             * @param message PairName message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.PairName.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace PairName {

            /** Properties of a PairName. */
            interface $Properties {

                /** PairName epoch */
                epoch?: (number|null);

                /** PairName sequence */
                sequence?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a PairName. */
            type $Shape = bellwire.v1.PairName.$Properties;
        }

        /**
         * Properties of a CircuitTest.
         * @deprecated Use bellwire.v1.CircuitTest.$Properties instead.
         */
        interface ICircuitTest extends bellwire.v1.CircuitTest.$Properties {
        }

        /** Represents a CircuitTest. */
        class CircuitTest {

            /**
             * Constructs a new CircuitTest.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.CircuitTest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CircuitTest epoch. */
            epoch: number;

            /** CircuitTest sequence. */
            sequence: number;

            /** CircuitTest basis. */
            basis: number;

            /** CircuitTest outcome. */
            outcome: number;

            /**
             * Encodes the specified CircuitTest message. Does not implicitly {@link bellwire.v1.CircuitTest.verify|verify} messages.
             * @param message CircuitTest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.CircuitTest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace CircuitTest {

            /** Properties of a CircuitTest. */
            interface $Properties {

                /** CircuitTest epoch */
                epoch?: (number|null);

                /** CircuitTest sequence */
                sequence?: (number|null);

                /** CircuitTest basis */
                basis?: (number|null);

                /** CircuitTest outcome */
                outcome?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CircuitTest. */
            type $Shape = bellwire.v1.CircuitTest.$Properties;
        }

        /**
         * Properties of a Settle.
         * @deprecated Use bellwire.v1.Settle.$Properties instead.
         */
        interface ISettle extends bellwire.v1.Settle.$Properties {
        }

        /** Represents a Settle. */
        class Settle {

            /**
             * Constructs a new Settle.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.Settle.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Settle session. */
            session: number;

            /** Settle peerSession. */
            peerSession: number;

            /** Settle serial. */
            serial: number;

            /** Settle expected. */
            expected: number;

            /** Settle initiator. */
            initiator: number;

            /** Settle circuit. */
            circuit: number;

            /** Settle source. */
            source: number;

            /** Settle target. */
            target: number;

            /** Settle hopLimit. */
            hopLimit: number;

            /** Settle number. */
            number: number;

            /** Settle pairs. */
            pairs: bellwire.v1.PairName.$Properties[];

            /** Settle last. */
            last: boolean;

            /** Settle lost. */
            lost: bellwire.v1.PairName.$Properties[];

            /** Settle tests. */
            tests: bellwire.v1.CircuitTest.$Properties[];

            /**
             * Encodes the specified Settle message. Does not implicitly {@link bellwire.v1.Settle.verify|verify} messages.
             * @param message Settle message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.Settle.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace Settle {

            /** Properties of a Settle. */
            interface $Properties {

                /** Settle session */
                session?: (number|null);

                /** Settle peerSession */
                peerSession?: (number|null);

                /** Settle serial */
                serial?: (number|null);

                /** Settle expected */
                expected?: (number|null);

                /** Settle initiator */
                initiator?: (number|null);

                /** Settle circuit */
                circuit?: (number|null);

                /** Settle source */
                source?: (number|null);

                /** Settle target */
                target?: (number|null);

                /** Settle hopLimit */
                hopLimit?: (number|null);

                /** Settle number */
                number?: (number|null);

                /** Settle pairs */
                pairs?: (bellwire.v1.PairName.$Properties[]|null);

                /** Settle last */
                last?: (boolean|null);

                /** Settle lost */
                lost?: (bellwire.v1.PairName.$Properties[]|null);

                /** Settle tests */
                tests?: (bellwire.v1.CircuitTest.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Settle. */
            type $Shape = bellwire.v1.Settle.$Properties;
        }

        /**
         * Properties of a Settled.
         * @deprecated Use bellwire.v1.Settled.$Properties instead.
         */
        interface ISettled extends bellwire.v1.Settled.$Properties {
        }

        /** Represents a Settled. */
        class Settled {

            /**
             * Constructs a new Settled.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.Settled.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Settled session. */
            session: number;

            /** Settled peerSession. */
            peerSession: number;

            /** Settled serial. */
            serial: number;

            /** Settled expected. */
            expected: number;

            /** Settled initiator. */
            initiator: number;

            /** Settled circuit. */
            circuit: number;

            /** Settled source. */
            source: number;

            /** Settled target. */
            target: number;

            /** Settled hopLimit. */
            hopLimit: number;

            /** Settled number. */
            number: number;

            /** Settled refused. */
            refused: bellwire.v1.PairName.$Properties[];

            /** Settled known. */
            known: boolean;

            /** Settled open. */
            open: bellwire.v1.PairName.$Properties[];

            /**
             * Encodes the specified Settled message. Does not implicitly {@link bellwire.v1.Settled.verify|verify} messages.
             * @param message Settled message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.Settled.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace Settled {

            /** Properties of a Settled. */
            interface $Properties {

                /** Settled session */
                session?: (number|null);

                /** Settled peerSession */
                peerSession?: (number|null);

                /** Settled serial */
                serial?: (number|null);

                /** Settled expected */
                expected?: (number|null);

                /** Settled initiator */
                initiator?: (number|null);

                /** Settled circuit */
                circuit?: (number|null);

                /** Settled source */
                source?: (number|null);

                /** Settled target */
                target?: (number|null);

                /** Settled hopLimit */
                hopLimit?: (number|null);

                /** Settled number */
                number?: (number|null);

                /** Settled refused */
                refused?: (bellwire.v1.PairName.$Properties[]|null);

                /** Settled known */
                known?: (boolean|null);

                /** Settled open */
                open?: (bellwire.v1.PairName.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Settled. */
            type $Shape = bellwire.v1.Settled.$Properties;
        }

        /**
         * Properties of a Distil.
         * @deprecated Use bellwire.v1.Distil.$Properties instead.
         */
        interface IDistil extends bellwire.v1.Distil.$Properties {
        }

        /** Represents a Distil. */
        class Distil {

            /**
             * Constructs a new Distil.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.Distil.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Distil session. */
            session: number;

            /** Distil peerSession. */
            peerSession: number;

            /** Distil serial. */
            serial: number;

            /** Distil expected. */
            expected: number;

            /** Distil initiator. */
            initiator: number;

            /** Distil circuit. */
            circuit: number;

            /** Distil stage. */
            stage: number;

            /** Distil kept. */
            kept?: (bellwire.v1.PairName.$Properties|null);

            /** Distil sacrificed. */
            sacrificed: bellwire.v1.PairName.$Properties[];

            /** Distil level. */
            level: number;

            /** Distil outcomes. */
            outcomes: number;

            /** Distil twirl. */
            twirl: number;

            /** Distil request. */
            request: number;

            /**
             * Encodes the specified Distil message. Does not implicitly {@link bellwire.v1.Distil.verify|verify} messages.
             * @param message Distil message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.Distil.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace Distil {

            /** Properties of a Distil. */
            interface $Properties {

                /** Distil session */
                session?: (number|null);

                /** Distil peerSession */
                peerSession?: (number|null);

                /** Distil serial */
                serial?: (number|null);

                /** Distil expected */
                expected?: (number|null);

                /** Distil initiator */
                initiator?: (number|null);

                /** Distil circuit */
                circuit?: (number|null);

                /** Distil stage */
                stage?: (number|null);

                /** Distil kept */
                kept?: (bellwire.v1.PairName.$Properties|null);

                /** Distil sacrificed */
                sacrificed?: (bellwire.v1.PairName.$Properties[]|null);

                /** Distil level */
                level?: (number|null);

                /** Distil outcomes */
                outcomes?: (number|null);

                /** Distil twirl */
                twirl?: (number|null);

                /** Distil request */
                request?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Distil. */
            type $Shape = bellwire.v1.Distil.$Properties;
        }

        /**
         * Properties of a Distilled.
         * @deprecated Use bellwire.v1.Distilled.$Properties instead.
         */
        interface IDistilled extends bellwire.v1.Distilled.$Properties {
        }

        /** Represents a Distilled. */
        class Distilled {

            /**
             * Constructs a new Distilled.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.Distilled.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Distilled session. */
            session: number;

            /** Distilled peerSession. */
            peerSession: number;

            /** Distilled serial. */
            serial: number;

            /** Distilled expected. */
            expected: number;

            /** Distilled initiator. */
            initiator: number;

            /** Distilled circuit. */
            circuit: number;

            /** Distilled stage. */
            stage: number;

            /** Distilled kept. */
            kept?: (bellwire.v1.PairName.$Properties|null);

            /** Distilled outcomes. */
            outcomes: number;

            /**
             * Encodes the specified Distilled message. Does not implicitly {@link bellwire.v1.Distilled.verify|verify} messages.
             * @param message Distilled message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.Distilled.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace Distilled {

            /** Properties of a Distilled. */
            interface $Properties {

                /** Distilled session */
                session?: (number|null);

                /** Distilled peerSession */
                peerSession?: (number|null);

                /** Distilled serial */
                serial?: (number|null);

                /** Distilled expected */
                expected?: (number|null);

                /** Distilled initiator */
                initiator?: (number|null);

                /** Distilled circuit */
                circuit?: (number|null);

                /** Distilled stage */
                stage?: (number|null);

                /** Distilled kept */
                kept?: (bellwire.v1.PairName.$Properties|null);

                /** Distilled outcomes */
                outcomes?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Distilled. */
            type $Shape = bellwire.v1.Distilled.$Properties;
        }

        /**
         * Properties of a StageExpire.
         * @deprecated Use bellwire.v1.StageExpire.$Properties instead.
         */
        interface IStageExpire extends bellwire.v1.StageExpire.$Properties {
        }

        /** Represents a StageExpire. */
        class StageExpire {

            /**
             * Constructs a new StageExpire.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.StageExpire.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** StageExpire session. */
            session: number;

            /** StageExpire peerSession. */
            peerSession: number;

            /** StageExpire serial. */
            serial: number;

            /** StageExpire expected. */
            expected: number;

            /** StageExpire initiator. */
            initiator: number;

            /** StageExpire circuit. */
            circuit: number;

            /** StageExpire stage. */
            stage: number;

            /** StageExpire epoch. */
            epoch: number;

            /** StageExpire sequence. */
            sequence: number;

            /**
             * Encodes the specified StageExpire message. Does not implicitly {@link bellwire.v1.StageExpire.verify|verify} messages.
             * @param message StageExpire message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.StageExpire.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace StageExpire {

            /** Properties of a StageExpire. */
            interface $Properties {

                /** StageExpire session */
                session?: (number|null);

                /** StageExpire peerSession */
                peerSession?: (number|null);

                /** StageExpire serial */
                serial?: (number|null);

                /** StageExpire expected */
                expected?: (number|null);

                /** StageExpire initiator */
                initiator?: (number|null);

                /** StageExpire circuit */
                circuit?: (number|null);

                /** StageExpire stage */
                stage?: (number|null);

                /** StageExpire epoch */
                epoch?: (number|null);

                /** StageExpire sequence */
                sequence?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a StageExpire. */
            type $Shape = bellwire.v1.StageExpire.$Properties;
        }

        /**
         * Properties of an Ask.
         * @deprecated Use bellwire.v1.Ask.$Properties instead.
         */
        interface IAsk extends bellwire.v1.Ask.$Properties {
        }

        /** Represents an Ask. */
        class Ask {

            /**
             * Constructs a new Ask.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.Ask.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Ask dialogue. */
            dialogue: number;

            /** Ask purpose. */
            purpose: number;

            /** Ask step. */
            step: number;

            /** Ask body. */
            body: Uint8Array;

            /**
             * Encodes the specified Ask message. Does not implicitly {@link bellwire.v1.Ask.verify|verify} messages.
             * @param message Ask message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.Ask.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace Ask {

            /** Properties of an Ask. */
            interface $Properties {

                /** Ask dialogue */
                dialogue?: (number|null);

                /** Ask purpose */
                purpose?: (number|null);

                /** Ask step */
                step?: (number|null);

                /** Ask body */
                body?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an Ask. */
            type $Shape = bellwire.v1.Ask.$Properties;
        }

        /**
         * Properties of an Answer.
         * @deprecated Use bellwire.v1.Answer.$Properties instead.
         */
        interface IAnswer extends bellwire.v1.Answer.$Properties {
        }

        /** Represents an Answer. */
        class Answer {

            /**
             * Constructs a new Answer.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.Answer.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Answer dialogue. */
            dialogue: number;

            /** Answer purpose. */
            purpose: number;

            /** Answer step. */
            step: number;

            /** Answer body. */
            body: Uint8Array;

            /** Answer error. */
            error: bellwire.v1.ErrorCode;

            /**
             * Encodes the specified Answer message. Does not implicitly {@link bellwire.v1.Answer.verify|verify} messages.
             * @param message Answer message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.Answer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace Answer {

            /** Properties of an Answer. */
            interface $Properties {

                /** Answer dialogue */
                dialogue?: (number|null);

                /** Answer purpose */
                purpose?: (number|null);

                /** Answer step */
                step?: (number|null);

                /** Answer body */
                body?: (Uint8Array|null);

                /** Answer error */
                error?: (bellwire.v1.ErrorCode|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an Answer. */
            type $Shape = bellwire.v1.Answer.$Properties;
        }

        /**
         * Properties of a Correction.
         * @deprecated Use bellwire.v1.Correction.$Properties instead.
         */
        interface ICorrection extends bellwire.v1.Correction.$Properties {
        }

        /** Represents a Correction. */
        class Correction {

            /**
             * Constructs a new Correction.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.Correction.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Correction purpose. */
            purpose: number;

            /** Correction initiator. */
            initiator: number;

            /** Correction circuit. */
            circuit: number;

            /** Correction headEpoch. */
            headEpoch: number;

            /** Correction headSequence. */
            headSequence: number;

            /** Correction tailEpoch. */
            tailEpoch: number;

            /** Correction tailSequence. */
            tailSequence: number;

            /** Correction pauli. */
            pauli: number;

            /**
             * Encodes the specified Correction message. Does not implicitly {@link bellwire.v1.Correction.verify|verify} messages.
             * @param message Correction message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.Correction.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace Correction {

            /** Properties of a Correction. */
            interface $Properties {

                /** Correction purpose */
                purpose?: (number|null);

                /** Correction initiator */
                initiator?: (number|null);

                /** Correction circuit */
                circuit?: (number|null);

                /** Correction headEpoch */
                headEpoch?: (number|null);

                /** Correction headSequence */
                headSequence?: (number|null);

                /** Correction tailEpoch */
                tailEpoch?: (number|null);

                /** Correction tailSequence */
                tailSequence?: (number|null);

                /** Correction pauli */
                pauli?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Correction. */
            type $Shape = bellwire.v1.Correction.$Properties;
        }

        /**
         * Properties of a CorrectionAck.
         * @deprecated Use bellwire.v1.CorrectionAck.$Properties instead.
         */
        interface ICorrectionAck extends bellwire.v1.CorrectionAck.$Properties {
        }

        /** Represents a CorrectionAck. */
        class CorrectionAck {

            /**
             * Constructs a new CorrectionAck.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.CorrectionAck.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CorrectionAck purpose. */
            purpose: number;

            /** CorrectionAck initiator. */
            initiator: number;

            /** CorrectionAck circuit. */
            circuit: number;

            /** CorrectionAck headEpoch. */
            headEpoch: number;

            /** CorrectionAck headSequence. */
            headSequence: number;

            /** CorrectionAck tailEpoch. */
            tailEpoch: number;

            /** CorrectionAck tailSequence. */
            tailSequence: number;

            /** CorrectionAck error. */
            error: bellwire.v1.ErrorCode;

            /**
             * Encodes the specified CorrectionAck message. Does not implicitly {@link bellwire.v1.CorrectionAck.verify|verify} messages.
             * @param message CorrectionAck message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.CorrectionAck.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace CorrectionAck {

            /** Properties of a CorrectionAck. */
            interface $Properties {

                /** CorrectionAck purpose */
                purpose?: (number|null);

                /** CorrectionAck initiator */
                initiator?: (number|null);

                /** CorrectionAck circuit */
                circuit?: (number|null);

                /** CorrectionAck headEpoch */
                headEpoch?: (number|null);

                /** CorrectionAck headSequence */
                headSequence?: (number|null);

                /** CorrectionAck tailEpoch */
                tailEpoch?: (number|null);

                /** CorrectionAck tailSequence */
                tailSequence?: (number|null);

                /** CorrectionAck error */
                error?: (bellwire.v1.ErrorCode|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CorrectionAck. */
            type $Shape = bellwire.v1.CorrectionAck.$Properties;
        }

        /**
         * Properties of an Identifier.
         * @deprecated Use bellwire.v1.Identifier.$Properties instead.
         */
        interface IIdentifier extends bellwire.v1.Identifier.$Properties {
        }

        /** Represents an Identifier. */
        class Identifier {

            /**
             * Constructs a new Identifier.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.Identifier.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Identifier word1. */
            word1: number;

            /** Identifier word2. */
            word2: number;

            /** Identifier word3. */
            word3: number;

            /** Identifier word4. */
            word4: number;

            /**
             * Encodes the specified Identifier message. Does not implicitly {@link bellwire.v1.Identifier.verify|verify} messages.
             * @param message Identifier message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.Identifier.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace Identifier {

            /** Properties of an Identifier. */
            interface $Properties {

                /** Identifier word1 */
                word1?: (number|null);

                /** Identifier word2 */
                word2?: (number|null);

                /** Identifier word3 */
                word3?: (number|null);

                /** Identifier word4 */
                word4?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an Identifier. */
            type $Shape = bellwire.v1.Identifier.$Properties;
        }

        /**
         * Properties of a SaeDigest.
         * @deprecated Use bellwire.v1.SaeDigest.$Properties instead.
         */
        interface ISaeDigest extends bellwire.v1.SaeDigest.$Properties {
        }

        /** Represents a SaeDigest. */
        class SaeDigest {

            /**
             * Constructs a new SaeDigest.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.SaeDigest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** SaeDigest word1. */
            word1: number;

            /** SaeDigest word2. */
            word2: number;

            /** SaeDigest word3. */
            word3: number;

            /** SaeDigest word4. */
            word4: number;

            /** SaeDigest word5. */
            word5: number;

            /** SaeDigest word6. */
            word6: number;

            /** SaeDigest word7. */
            word7: number;

            /** SaeDigest word8. */
            word8: number;

            /**
             * Encodes the specified SaeDigest message. Does not implicitly {@link bellwire.v1.SaeDigest.verify|verify} messages.
             * @param message SaeDigest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.SaeDigest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace SaeDigest {

            /** Properties of a SaeDigest. */
            interface $Properties {

                /** SaeDigest word1 */
                word1?: (number|null);

                /** SaeDigest word2 */
                word2?: (number|null);

                /** SaeDigest word3 */
                word3?: (number|null);

                /** SaeDigest word4 */
                word4?: (number|null);

                /** SaeDigest word5 */
                word5?: (number|null);

                /** SaeDigest word6 */
                word6?: (number|null);

                /** SaeDigest word7 */
                word7?: (number|null);

                /** SaeDigest word8 */
                word8?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a SaeDigest. */
            type $Shape = bellwire.v1.SaeDigest.$Properties;
        }

        /**
         * Properties of a KeyBlock.
         * @deprecated Use bellwire.v1.KeyBlock.$Properties instead.
         */
        interface IKeyBlock extends bellwire.v1.KeyBlock.$Properties {
        }

        /** Represents a KeyBlock. */
        class KeyBlock {

            /**
             * Constructs a new KeyBlock.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.KeyBlock.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** KeyBlock session. */
            session: number;

            /** KeyBlock peerSession. */
            peerSession: number;

            /** KeyBlock block. */
            block?: (bellwire.v1.Identifier.$Properties|null);

            /** KeyBlock units. */
            units: number;

            /** KeyBlock unitSize. */
            unitSize: number;

            /** KeyBlock answer. */
            answer: boolean;

            /**
             * Encodes the specified KeyBlock message. Does not implicitly {@link bellwire.v1.KeyBlock.verify|verify} messages.
             * @param message KeyBlock message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.KeyBlock.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace KeyBlock {

            /** Properties of a KeyBlock. */
            interface $Properties {

                /** KeyBlock session */
                session?: (number|null);

                /** KeyBlock peerSession */
                peerSession?: (number|null);

                /** KeyBlock block */
                block?: (bellwire.v1.Identifier.$Properties|null);

                /** KeyBlock units */
                units?: (number|null);

                /** KeyBlock unitSize */
                unitSize?: (number|null);

                /** KeyBlock answer */
                answer?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a KeyBlock. */
            type $Shape = bellwire.v1.KeyBlock.$Properties;
        }

        /**
         * Properties of a KeyReserve.
         * @deprecated Use bellwire.v1.KeyReserve.$Properties instead.
         */
        interface IKeyReserve extends bellwire.v1.KeyReserve.$Properties {
        }

        /** Represents a KeyReserve. */
        class KeyReserve {

            /**
             * Constructs a new KeyReserve.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.KeyReserve.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** KeyReserve session. */
            session: number;

            /** KeyReserve peerSession. */
            peerSession: number;

            /** KeyReserve origin. */
            origin: number;

            /** KeyReserve reservation. */
            reservation: number;

            /** KeyReserve size. */
            size: number;

            /** KeyReserve unitsPerKey. */
            unitsPerKey: number;

            /** KeyReserve units. */
            units: bellwire.v1.Identifier.$Properties[];

            /** KeyReserve master. */
            master?: (bellwire.v1.SaeDigest.$Properties|null);

            /** KeyReserve slaves. */
            slaves: bellwire.v1.SaeDigest.$Properties[];

            /**
             * Encodes the specified KeyReserve message. Does not implicitly {@link bellwire.v1.KeyReserve.verify|verify} messages.
             * @param message KeyReserve message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.KeyReserve.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace KeyReserve {

            /** Properties of a KeyReserve. */
            interface $Properties {

                /** KeyReserve session */
                session?: (number|null);

                /** KeyReserve peerSession */
                peerSession?: (number|null);

                /** KeyReserve origin */
                origin?: (number|null);

                /** KeyReserve reservation */
                reservation?: (number|null);

                /** KeyReserve size */
                size?: (number|null);

                /** KeyReserve unitsPerKey */
                unitsPerKey?: (number|null);

                /** KeyReserve units */
                units?: (bellwire.v1.Identifier.$Properties[]|null);

                /** KeyReserve master */
                master?: (bellwire.v1.SaeDigest.$Properties|null);

                /** KeyReserve slaves */
                slaves?: (bellwire.v1.SaeDigest.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a KeyReserve. */
            type $Shape = bellwire.v1.KeyReserve.$Properties;
        }

        /**
         * Properties of a KeyReserved.
         * @deprecated Use bellwire.v1.KeyReserved.$Properties instead.
         */
        interface IKeyReserved extends bellwire.v1.KeyReserved.$Properties {
        }

        /** Represents a KeyReserved. */
        class KeyReserved {

            /**
             * Constructs a new KeyReserved.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.KeyReserved.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** KeyReserved session. */
            session: number;

            /** KeyReserved peerSession. */
            peerSession: number;

            /** KeyReserved origin. */
            origin: number;

            /** KeyReserved reservation. */
            reservation: number;

            /**
             * Encodes the specified KeyReserved message. Does not implicitly {@link bellwire.v1.KeyReserved.verify|verify} messages.
             * @param message KeyReserved message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.KeyReserved.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace KeyReserved {

            /** Properties of a KeyReserved. */
            interface $Properties {

                /** KeyReserved session */
                session?: (number|null);

                /** KeyReserved peerSession */
                peerSession?: (number|null);

                /** KeyReserved origin */
                origin?: (number|null);

                /** KeyReserved reservation */
                reservation?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a KeyReserved. */
            type $Shape = bellwire.v1.KeyReserved.$Properties;
        }

        /**
         * Properties of a KeyRefused.
         * @deprecated Use bellwire.v1.KeyRefused.$Properties instead.
         */
        interface IKeyRefused extends bellwire.v1.KeyRefused.$Properties {
        }

        /** Represents a KeyRefused. */
        class KeyRefused {

            /**
             * Constructs a new KeyRefused.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.KeyRefused.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** KeyRefused session. */
            session: number;

            /** KeyRefused peerSession. */
            peerSession: number;

            /** KeyRefused origin. */
            origin: number;

            /** KeyRefused reservation. */
            reservation: number;

            /**
             * Encodes the specified KeyRefused message. Does not implicitly {@link bellwire.v1.KeyRefused.verify|verify} messages.
             * @param message KeyRefused message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.KeyRefused.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace KeyRefused {

            /** Properties of a KeyRefused. */
            interface $Properties {

                /** KeyRefused session */
                session?: (number|null);

                /** KeyRefused peerSession */
                peerSession?: (number|null);

                /** KeyRefused origin */
                origin?: (number|null);

                /** KeyRefused reservation */
                reservation?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a KeyRefused. */
            type $Shape = bellwire.v1.KeyRefused.$Properties;
        }

        /**
         * Properties of a KeyTaken.
         * @deprecated Use bellwire.v1.KeyTaken.$Properties instead.
         */
        interface IKeyTaken extends bellwire.v1.KeyTaken.$Properties {
        }

        /** Represents a KeyTaken. */
        class KeyTaken {

            /**
             * Constructs a new KeyTaken.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.KeyTaken.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** KeyTaken session. */
            session: number;

            /** KeyTaken peerSession. */
            peerSession: number;

            /** KeyTaken origin. */
            origin: number;

            /** KeyTaken reservation. */
            reservation: number;

            /**
             * Encodes the specified KeyTaken message. Does not implicitly {@link bellwire.v1.KeyTaken.verify|verify} messages.
             * @param message KeyTaken message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.KeyTaken.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace KeyTaken {

            /** Properties of a KeyTaken. */
            interface $Properties {

                /** KeyTaken session */
                session?: (number|null);

                /** KeyTaken peerSession */
                peerSession?: (number|null);

                /** KeyTaken origin */
                origin?: (number|null);

                /** KeyTaken reservation */
                reservation?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a KeyTaken. */
            type $Shape = bellwire.v1.KeyTaken.$Properties;
        }

        /**
         * Properties of a KeyBurn.
         * @deprecated Use bellwire.v1.KeyBurn.$Properties instead.
         */
        interface IKeyBurn extends bellwire.v1.KeyBurn.$Properties {
        }

        /** Represents a KeyBurn. */
        class KeyBurn {

            /**
             * Constructs a new KeyBurn.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.KeyBurn.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** KeyBurn session. */
            session: number;

            /** KeyBurn peerSession. */
            peerSession: number;

            /** KeyBurn origin. */
            origin: number;

            /** KeyBurn reservation. */
            reservation: number;

            /** KeyBurn units. */
            units: bellwire.v1.Identifier.$Properties[];

            /**
             * Encodes the specified KeyBurn message. Does not implicitly {@link bellwire.v1.KeyBurn.verify|verify} messages.
             * @param message KeyBurn message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.KeyBurn.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace KeyBurn {

            /** Properties of a KeyBurn. */
            interface $Properties {

                /** KeyBurn session */
                session?: (number|null);

                /** KeyBurn peerSession */
                peerSession?: (number|null);

                /** KeyBurn origin */
                origin?: (number|null);

                /** KeyBurn reservation */
                reservation?: (number|null);

                /** KeyBurn units */
                units?: (bellwire.v1.Identifier.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a KeyBurn. */
            type $Shape = bellwire.v1.KeyBurn.$Properties;
        }

        /**
         * Properties of a KeyNoted.
         * @deprecated Use bellwire.v1.KeyNoted.$Properties instead.
         */
        interface IKeyNoted extends bellwire.v1.KeyNoted.$Properties {
        }

        /** Represents a KeyNoted. */
        class KeyNoted {

            /**
             * Constructs a new KeyNoted.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.KeyNoted.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** KeyNoted session. */
            session: number;

            /** KeyNoted peerSession. */
            peerSession: number;

            /** KeyNoted origin. */
            origin: number;

            /** KeyNoted reservation. */
            reservation: number;

            /**
             * Encodes the specified KeyNoted message. Does not implicitly {@link bellwire.v1.KeyNoted.verify|verify} messages.
             * @param message KeyNoted message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.KeyNoted.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace KeyNoted {

            /** Properties of a KeyNoted. */
            interface $Properties {

                /** KeyNoted session */
                session?: (number|null);

                /** KeyNoted peerSession */
                peerSession?: (number|null);

                /** KeyNoted origin */
                origin?: (number|null);

                /** KeyNoted reservation */
                reservation?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a KeyNoted. */
            type $Shape = bellwire.v1.KeyNoted.$Properties;
        }

        /**
         * Properties of a QkdMessage.
         * @deprecated Use bellwire.v1.QkdMessage.$Properties instead.
         */
        interface IQkdMessage extends bellwire.v1.QkdMessage.$Properties {
        }

        /** Represents a QkdMessage. */
        class QkdMessage {

            /**
             * Constructs a new QkdMessage.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.QkdMessage.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** QkdMessage proposal. */
            proposal?: (bellwire.v1.QkdProposal.$Properties|null);

            /** QkdMessage agreement. */
            agreement?: (bellwire.v1.QkdAgreement.$Properties|null);

            /** QkdMessage proceed. */
            proceed?: (bellwire.v1.QkdProceed.$Properties|null);

            /** QkdMessage roundKind. */
            roundKind?: (bellwire.v1.QkdRoundKind.$Properties|null);

            /** QkdMessage rounds. */
            rounds?: (bellwire.v1.QkdRounds.$Properties|null);

            /** QkdMessage inputs. */
            inputs?: (bellwire.v1.QkdInputs.$Properties|null);

            /** QkdMessage outcomes. */
            outcomes?: (bellwire.v1.QkdOutcomes.$Properties|null);

            /** QkdMessage queries. */
            queries?: (bellwire.v1.QkdQueries.$Properties|null);

            /** QkdMessage parities. */
            parities?: (bellwire.v1.QkdParities.$Properties|null);

            /** QkdMessage verification. */
            verification?: (bellwire.v1.QkdVerification.$Properties|null);

            /** QkdMessage verified. */
            verified?: (bellwire.v1.QkdVerified.$Properties|null);

            /** QkdMessage amplification. */
            amplification?: (bellwire.v1.QkdAmplification.$Properties|null);

            /** QkdMessage finish. */
            finish?: (bellwire.v1.QkdFinish.$Properties|null);

            /** QkdMessage progress. */
            progress?: (bellwire.v1.QkdProgress.$Properties|null);

            /** QkdMessage message. */
            message?: ("proposal"|"agreement"|"proceed"|"roundKind"|"rounds"|"inputs"|"outcomes"|"queries"|"parities"|"verification"|"verified"|"amplification"|"finish"|"progress");

            /**
             * Encodes the specified QkdMessage message. Does not implicitly {@link bellwire.v1.QkdMessage.verify|verify} messages.
             * @param message QkdMessage message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.QkdMessage.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace QkdMessage {

            /** Properties of a QkdMessage. */
            interface $Properties {

                /** QkdMessage proposal */
                proposal?: (bellwire.v1.QkdProposal.$Properties|null);

                /** QkdMessage agreement */
                agreement?: (bellwire.v1.QkdAgreement.$Properties|null);

                /** QkdMessage proceed */
                proceed?: (bellwire.v1.QkdProceed.$Properties|null);

                /** QkdMessage roundKind */
                roundKind?: (bellwire.v1.QkdRoundKind.$Properties|null);

                /** QkdMessage rounds */
                rounds?: (bellwire.v1.QkdRounds.$Properties|null);

                /** QkdMessage inputs */
                inputs?: (bellwire.v1.QkdInputs.$Properties|null);

                /** QkdMessage outcomes */
                outcomes?: (bellwire.v1.QkdOutcomes.$Properties|null);

                /** QkdMessage queries */
                queries?: (bellwire.v1.QkdQueries.$Properties|null);

                /** QkdMessage parities */
                parities?: (bellwire.v1.QkdParities.$Properties|null);

                /** QkdMessage verification */
                verification?: (bellwire.v1.QkdVerification.$Properties|null);

                /** QkdMessage verified */
                verified?: (bellwire.v1.QkdVerified.$Properties|null);

                /** QkdMessage amplification */
                amplification?: (bellwire.v1.QkdAmplification.$Properties|null);

                /** QkdMessage finish */
                finish?: (bellwire.v1.QkdFinish.$Properties|null);

                /** QkdMessage progress */
                progress?: (bellwire.v1.QkdProgress.$Properties|null);

                /** QkdMessage message */
                message?: ("proposal"|"agreement"|"proceed"|"roundKind"|"rounds"|"inputs"|"outcomes"|"queries"|"parities"|"verification"|"verified"|"amplification"|"finish"|"progress");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a QkdMessage. */
            type $Shape = {
              proposal?: bellwire.v1.QkdProposal.$Shape|null;
              agreement?: bellwire.v1.QkdAgreement.$Shape|null;
              proceed?: bellwire.v1.QkdProceed.$Shape|null;
              roundKind?: bellwire.v1.QkdRoundKind.$Shape|null;
              rounds?: bellwire.v1.QkdRounds.$Shape|null;
              inputs?: bellwire.v1.QkdInputs.$Shape|null;
              outcomes?: bellwire.v1.QkdOutcomes.$Shape|null;
              queries?: bellwire.v1.QkdQueries.$Shape|null;
              parities?: bellwire.v1.QkdParities.$Shape|null;
              verification?: bellwire.v1.QkdVerification.$Shape|null;
              verified?: bellwire.v1.QkdVerified.$Shape|null;
              amplification?: bellwire.v1.QkdAmplification.$Shape|null;
              finish?: bellwire.v1.QkdFinish.$Shape|null;
              progress?: bellwire.v1.QkdProgress.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ message?: undefined; proposal?: null; agreement?: null; proceed?: null; roundKind?: null; rounds?: null; inputs?: null; outcomes?: null; queries?: null; parities?: null; verification?: null; verified?: null; amplification?: null; finish?: null; progress?: null }|{ message?: "proposal"; proposal: bellwire.v1.QkdProposal.$Shape; agreement?: null; proceed?: null; roundKind?: null; rounds?: null; inputs?: null; outcomes?: null; queries?: null; parities?: null; verification?: null; verified?: null; amplification?: null; finish?: null; progress?: null }|{ message?: "agreement"; proposal?: null; agreement: bellwire.v1.QkdAgreement.$Shape; proceed?: null; roundKind?: null; rounds?: null; inputs?: null; outcomes?: null; queries?: null; parities?: null; verification?: null; verified?: null; amplification?: null; finish?: null; progress?: null }|{ message?: "proceed"; proposal?: null; agreement?: null; proceed: bellwire.v1.QkdProceed.$Shape; roundKind?: null; rounds?: null; inputs?: null; outcomes?: null; queries?: null; parities?: null; verification?: null; verified?: null; amplification?: null; finish?: null; progress?: null }|{ message?: "roundKind"; proposal?: null; agreement?: null; proceed?: null; roundKind: bellwire.v1.QkdRoundKind.$Shape; rounds?: null; inputs?: null; outcomes?: null; queries?: null; parities?: null; verification?: null; verified?: null; amplification?: null; finish?: null; progress?: null }|{ message?: "rounds"; proposal?: null; agreement?: null; proceed?: null; roundKind?: null; rounds: bellwire.v1.QkdRounds.$Shape; inputs?: null; outcomes?: null; queries?: null; parities?: null; verification?: null; verified?: null; amplification?: null; finish?: null; progress?: null }|{ message?: "inputs"; proposal?: null; agreement?: null; proceed?: null; roundKind?: null; rounds?: null; inputs: bellwire.v1.QkdInputs.$Shape; outcomes?: null; queries?: null; parities?: null; verification?: null; verified?: null; amplification?: null; finish?: null; progress?: null }|{ message?: "outcomes"; proposal?: null; agreement?: null; proceed?: null; roundKind?: null; rounds?: null; inputs?: null; outcomes: bellwire.v1.QkdOutcomes.$Shape; queries?: null; parities?: null; verification?: null; verified?: null; amplification?: null; finish?: null; progress?: null }|{ message?: "queries"; proposal?: null; agreement?: null; proceed?: null; roundKind?: null; rounds?: null; inputs?: null; outcomes?: null; queries: bellwire.v1.QkdQueries.$Shape; parities?: null; verification?: null; verified?: null; amplification?: null; finish?: null; progress?: null }|{ message?: "parities"; proposal?: null; agreement?: null; proceed?: null; roundKind?: null; rounds?: null; inputs?: null; outcomes?: null; queries?: null; parities: bellwire.v1.QkdParities.$Shape; verification?: null; verified?: null; amplification?: null; finish?: null; progress?: null }|{ message?: "verification"; proposal?: null; agreement?: null; proceed?: null; roundKind?: null; rounds?: null; inputs?: null; outcomes?: null; queries?: null; parities?: null; verification: bellwire.v1.QkdVerification.$Shape; verified?: null; amplification?: null; finish?: null; progress?: null }|{ message?: "verified"; proposal?: null; agreement?: null; proceed?: null; roundKind?: null; rounds?: null; inputs?: null; outcomes?: null; queries?: null; parities?: null; verification?: null; verified: bellwire.v1.QkdVerified.$Shape; amplification?: null; finish?: null; progress?: null }|{ message?: "amplification"; proposal?: null; agreement?: null; proceed?: null; roundKind?: null; rounds?: null; inputs?: null; outcomes?: null; queries?: null; parities?: null; verification?: null; verified?: null; amplification: bellwire.v1.QkdAmplification.$Shape; finish?: null; progress?: null }|{ message?: "finish"; proposal?: null; agreement?: null; proceed?: null; roundKind?: null; rounds?: null; inputs?: null; outcomes?: null; queries?: null; parities?: null; verification?: null; verified?: null; amplification?: null; finish: bellwire.v1.QkdFinish.$Shape; progress?: null }|{ message?: "progress"; proposal?: null; agreement?: null; proceed?: null; roundKind?: null; rounds?: null; inputs?: null; outcomes?: null; queries?: null; parities?: null; verification?: null; verified?: null; amplification?: null; finish?: null; progress: bellwire.v1.QkdProgress.$Shape })
            );
        }

        /** QkdProtocol enum. */
        enum QkdProtocol {

            /** QKD_PROTOCOL_SIFTED value */
            QKD_PROTOCOL_SIFTED = 0,

            /** QKD_PROTOCOL_SHARED_TESTS value */
            QKD_PROTOCOL_SHARED_TESTS = 1,

            /** QKD_PROTOCOL_BBM92 value */
            QKD_PROTOCOL_BBM92 = 2
        }

        /** QkdAnalysis enum. */
        enum QkdAnalysis {

            /** QKD_ANALYSIS_COMPLEMENTARITY_AZUMA value */
            QKD_ANALYSIS_COMPLEMENTARITY_AZUMA = 0,

            /** QKD_ANALYSIS_COMPLEMENTARITY_CHERNOFF value */
            QKD_ANALYSIS_COMPLEMENTARITY_CHERNOFF = 1,

            /** QKD_ANALYSIS_ENTROPY_ACCUMULATION value */
            QKD_ANALYSIS_ENTROPY_ACCUMULATION = 2,

            /** QKD_ANALYSIS_ENTROPIC_UNCERTAINTY value */
            QKD_ANALYSIS_ENTROPIC_UNCERTAINTY = 3
        }

        /** QkdReconciliation enum. */
        enum QkdReconciliation {

            /** QKD_RECONCILIATION_CASCADE_OPTION7 value */
            QKD_RECONCILIATION_CASCADE_OPTION7 = 0,

            /** QKD_RECONCILIATION_CASCADE_OPTION3 value */
            QKD_RECONCILIATION_CASCADE_OPTION3 = 1,

            /** QKD_RECONCILIATION_LDPC value */
            QKD_RECONCILIATION_LDPC = 2
        }

        /** QkdReason enum. */
        enum QkdReason {

            /** QKD_REASON_NONE value */
            QKD_REASON_NONE = 0,

            /** QKD_REASON_POLICY value */
            QKD_REASON_POLICY = 1,

            /** QKD_REASON_POOL value */
            QKD_REASON_POOL = 2,

            /** QKD_REASON_ROUNDS value */
            QKD_REASON_ROUNDS = 3,

            /** QKD_REASON_COUNTS value */
            QKD_REASON_COUNTS = 4,

            /** QKD_REASON_TEST value */
            QKD_REASON_TEST = 5,

            /** QKD_REASON_BUDGET value */
            QKD_REASON_BUDGET = 6,

            /** QKD_REASON_VERIFICATION value */
            QKD_REASON_VERIFICATION = 7,

            /** QKD_REASON_AUTHENTICATION value */
            QKD_REASON_AUTHENTICATION = 8,

            /** QKD_REASON_LENGTH value */
            QKD_REASON_LENGTH = 9,

            /** QKD_REASON_MESSAGE value */
            QKD_REASON_MESSAGE = 10,

            /** QKD_REASON_STOPPED value */
            QKD_REASON_STOPPED = 11
        }

        /**
         * Properties of a QkdDecimal.
         * @deprecated Use bellwire.v1.QkdDecimal.$Properties instead.
         */
        interface IQkdDecimal extends bellwire.v1.QkdDecimal.$Properties {
        }

        /** Represents a QkdDecimal. */
        class QkdDecimal {

            /**
             * Constructs a new QkdDecimal.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.QkdDecimal.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** QkdDecimal mantissa. */
            mantissa: number;

            /** QkdDecimal exponent. */
            exponent: number;

            /**
             * Encodes the specified QkdDecimal message. Does not implicitly {@link bellwire.v1.QkdDecimal.verify|verify} messages.
             * @param message QkdDecimal message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.QkdDecimal.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace QkdDecimal {

            /** Properties of a QkdDecimal. */
            interface $Properties {

                /** QkdDecimal mantissa */
                mantissa?: (number|null);

                /** QkdDecimal exponent */
                exponent?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a QkdDecimal. */
            type $Shape = bellwire.v1.QkdDecimal.$Properties;
        }

        /**
         * Properties of a QkdProposal.
         * @deprecated Use bellwire.v1.QkdProposal.$Properties instead.
         */
        interface IQkdProposal extends bellwire.v1.QkdProposal.$Properties {
        }

        /** Represents a QkdProposal. */
        class QkdProposal {

            /**
             * Constructs a new QkdProposal.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.QkdProposal.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** QkdProposal protocol. */
            protocol: bellwire.v1.QkdProtocol;

            /** QkdProposal analysis. */
            analysis: bellwire.v1.QkdAnalysis;

            /** QkdProposal rounds. */
            rounds: number;

            /** QkdProposal probability. */
            probability: number;

            /** QkdProposal expectedChsh. */
            expectedChsh: number;

            /** QkdProposal expectedQber. */
            expectedQber: number;

            /** QkdProposal epsilons. */
            epsilons: bellwire.v1.QkdDecimal.$Properties[];

            /** QkdProposal reconciliation. */
            reconciliation: bellwire.v1.QkdReconciliation;

            /** QkdProposal leakBudget. */
            leakBudget: number;

            /** QkdProposal threshold. */
            threshold: number;

            /** QkdProposal deviations. */
            deviations: number;

            /** QkdProposal minimumLength. */
            minimumLength: number;

            /** QkdProposal poolOffset. */
            poolOffset: number;

            /** QkdProposal initiator. */
            initiator: number;

            /** QkdProposal circuit. */
            circuit: number;

            /** QkdProposal flips. */
            flips: number;

            /**
             * Encodes the specified QkdProposal message. Does not implicitly {@link bellwire.v1.QkdProposal.verify|verify} messages.
             * @param message QkdProposal message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.QkdProposal.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace QkdProposal {

            /** Properties of a QkdProposal. */
            interface $Properties {

                /** QkdProposal protocol */
                protocol?: (bellwire.v1.QkdProtocol|null);

                /** QkdProposal analysis */
                analysis?: (bellwire.v1.QkdAnalysis|null);

                /** QkdProposal rounds */
                rounds?: (number|null);

                /** QkdProposal probability */
                probability?: (number|null);

                /** QkdProposal expectedChsh */
                expectedChsh?: (number|null);

                /** QkdProposal expectedQber */
                expectedQber?: (number|null);

                /** QkdProposal epsilons */
                epsilons?: (bellwire.v1.QkdDecimal.$Properties[]|null);

                /** QkdProposal reconciliation */
                reconciliation?: (bellwire.v1.QkdReconciliation|null);

                /** QkdProposal leakBudget */
                leakBudget?: (number|null);

                /** QkdProposal threshold */
                threshold?: (number|null);

                /** QkdProposal deviations */
                deviations?: (number|null);

                /** QkdProposal minimumLength */
                minimumLength?: (number|null);

                /** QkdProposal poolOffset */
                poolOffset?: (number|null);

                /** QkdProposal initiator */
                initiator?: (number|null);

                /** QkdProposal circuit */
                circuit?: (number|null);

                /** QkdProposal flips */
                flips?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a QkdProposal. */
            type $Shape = bellwire.v1.QkdProposal.$Properties;
        }

        /**
         * Properties of a QkdAgreement.
         * @deprecated Use bellwire.v1.QkdAgreement.$Properties instead.
         */
        interface IQkdAgreement extends bellwire.v1.QkdAgreement.$Properties {
        }

        /** Represents a QkdAgreement. */
        class QkdAgreement {

            /**
             * Constructs a new QkdAgreement.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.QkdAgreement.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** QkdAgreement poolOffset. */
            poolOffset: number;

            /**
             * Encodes the specified QkdAgreement message. Does not implicitly {@link bellwire.v1.QkdAgreement.verify|verify} messages.
             * @param message QkdAgreement message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.QkdAgreement.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace QkdAgreement {

            /** Properties of a QkdAgreement. */
            interface $Properties {

                /** QkdAgreement poolOffset */
                poolOffset?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a QkdAgreement. */
            type $Shape = bellwire.v1.QkdAgreement.$Properties;
        }

        /**
         * Properties of a QkdProceed.
         * @deprecated Use bellwire.v1.QkdProceed.$Properties instead.
         */
        interface IQkdProceed extends bellwire.v1.QkdProceed.$Properties {
        }

        /** Represents a QkdProceed. */
        class QkdProceed {

            /**
             * Constructs a new QkdProceed.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.QkdProceed.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** QkdProceed missing. */
            missing: number;

            /**
             * Encodes the specified QkdProceed message. Does not implicitly {@link bellwire.v1.QkdProceed.verify|verify} messages.
             * @param message QkdProceed message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.QkdProceed.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace QkdProceed {

            /** Properties of a QkdProceed. */
            interface $Properties {

                /** QkdProceed missing */
                missing?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a QkdProceed. */
            type $Shape = bellwire.v1.QkdProceed.$Properties;
        }

        /**
         * Properties of a QkdPairRun.
         * @deprecated Use bellwire.v1.QkdPairRun.$Properties instead.
         */
        interface IQkdPairRun extends bellwire.v1.QkdPairRun.$Properties {
        }

        /** Represents a QkdPairRun. */
        class QkdPairRun {

            /**
             * Constructs a new QkdPairRun.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.QkdPairRun.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** QkdPairRun initiator. */
            initiator: number;

            /** QkdPairRun circuit. */
            circuit: number;

            /** QkdPairRun headEpoch. */
            headEpoch: number;

            /** QkdPairRun headSequence. */
            headSequence: number;

            /** QkdPairRun tailEpoch. */
            tailEpoch: number;

            /** QkdPairRun tailSequence. */
            tailSequence: number;

            /** QkdPairRun count. */
            count: number;

            /**
             * Encodes the specified QkdPairRun message. Does not implicitly {@link bellwire.v1.QkdPairRun.verify|verify} messages.
             * @param message QkdPairRun message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.QkdPairRun.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace QkdPairRun {

            /** Properties of a QkdPairRun. */
            interface $Properties {

                /** QkdPairRun initiator */
                initiator?: (number|null);

                /** QkdPairRun circuit */
                circuit?: (number|null);

                /** QkdPairRun headEpoch */
                headEpoch?: (number|null);

                /** QkdPairRun headSequence */
                headSequence?: (number|null);

                /** QkdPairRun tailEpoch */
                tailEpoch?: (number|null);

                /** QkdPairRun tailSequence */
                tailSequence?: (number|null);

                /** QkdPairRun count */
                count?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a QkdPairRun. */
            type $Shape = bellwire.v1.QkdPairRun.$Properties;
        }

        /**
         * Properties of a QkdProgress.
         * @deprecated Use bellwire.v1.QkdProgress.$Properties instead.
         */
        interface IQkdProgress extends bellwire.v1.QkdProgress.$Properties {
        }

        /** Represents a QkdProgress. */
        class QkdProgress {

            /**
             * Constructs a new QkdProgress.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.QkdProgress.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** QkdProgress beat. */
            beat: number;

            /**
             * Encodes the specified QkdProgress message. Does not implicitly {@link bellwire.v1.QkdProgress.verify|verify} messages.
             * @param message QkdProgress message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.QkdProgress.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace QkdProgress {

            /** Properties of a QkdProgress. */
            interface $Properties {

                /** QkdProgress beat */
                beat?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a QkdProgress. */
            type $Shape = bellwire.v1.QkdProgress.$Properties;
        }

        /**
         * Properties of a QkdRoundKind.
         * @deprecated Use bellwire.v1.QkdRoundKind.$Properties instead.
         */
        interface IQkdRoundKind extends bellwire.v1.QkdRoundKind.$Properties {
        }

        /** Represents a QkdRoundKind. */
        class QkdRoundKind {

            /**
             * Constructs a new QkdRoundKind.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.QkdRoundKind.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** QkdRoundKind pair. */
            pair?: (bellwire.v1.QkdPairRun.$Properties|null);

            /** QkdRoundKind test. */
            test: boolean;

            /**
             * Encodes the specified QkdRoundKind message. Does not implicitly {@link bellwire.v1.QkdRoundKind.verify|verify} messages.
             * @param message QkdRoundKind message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.QkdRoundKind.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace QkdRoundKind {

            /** Properties of a QkdRoundKind. */
            interface $Properties {

                /** QkdRoundKind pair */
                pair?: (bellwire.v1.QkdPairRun.$Properties|null);

                /** QkdRoundKind test */
                test?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a QkdRoundKind. */
            type $Shape = bellwire.v1.QkdRoundKind.$Properties;
        }

        /**
         * Properties of a QkdRounds.
         * @deprecated Use bellwire.v1.QkdRounds.$Properties instead.
         */
        interface IQkdRounds extends bellwire.v1.QkdRounds.$Properties {
        }

        /** Represents a QkdRounds. */
        class QkdRounds {

            /**
             * Constructs a new QkdRounds.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.QkdRounds.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** QkdRounds runs. */
            runs: bellwire.v1.QkdPairRun.$Properties[];

            /**
             * Encodes the specified QkdRounds message. Does not implicitly {@link bellwire.v1.QkdRounds.verify|verify} messages.
             * @param message QkdRounds message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.QkdRounds.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace QkdRounds {

            /** Properties of a QkdRounds. */
            interface $Properties {

                /** QkdRounds runs */
                runs?: (bellwire.v1.QkdPairRun.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a QkdRounds. */
            type $Shape = bellwire.v1.QkdRounds.$Properties;
        }

        /**
         * Properties of a QkdInputs.
         * @deprecated Use bellwire.v1.QkdInputs.$Properties instead.
         */
        interface IQkdInputs extends bellwire.v1.QkdInputs.$Properties {
        }

        /** Represents a QkdInputs. */
        class QkdInputs {

            /**
             * Constructs a new QkdInputs.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.QkdInputs.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** QkdInputs settings. */
            settings: Uint8Array;

            /** QkdInputs seed. */
            seed: Uint8Array;

            /**
             * Encodes the specified QkdInputs message. Does not implicitly {@link bellwire.v1.QkdInputs.verify|verify} messages.
             * @param message QkdInputs message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.QkdInputs.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace QkdInputs {

            /** Properties of a QkdInputs. */
            interface $Properties {

                /** QkdInputs settings */
                settings?: (Uint8Array|null);

                /** QkdInputs seed */
                seed?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a QkdInputs. */
            type $Shape = bellwire.v1.QkdInputs.$Properties;
        }

        /**
         * Properties of a QkdOutcomes.
         * @deprecated Use bellwire.v1.QkdOutcomes.$Properties instead.
         */
        interface IQkdOutcomes extends bellwire.v1.QkdOutcomes.$Properties {
        }

        /** Represents a QkdOutcomes. */
        class QkdOutcomes {

            /**
             * Constructs a new QkdOutcomes.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.QkdOutcomes.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** QkdOutcomes outcomes. */
            outcomes: Uint8Array;

            /**
             * Encodes the specified QkdOutcomes message. Does not implicitly {@link bellwire.v1.QkdOutcomes.verify|verify} messages.
             * @param message QkdOutcomes message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.QkdOutcomes.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace QkdOutcomes {

            /** Properties of a QkdOutcomes. */
            interface $Properties {

                /** QkdOutcomes outcomes */
                outcomes?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a QkdOutcomes. */
            type $Shape = bellwire.v1.QkdOutcomes.$Properties;
        }

        /**
         * Properties of a QkdQueries.
         * @deprecated Use bellwire.v1.QkdQueries.$Properties instead.
         */
        interface IQkdQueries extends bellwire.v1.QkdQueries.$Properties {
        }

        /** Represents a QkdQueries. */
        class QkdQueries {

            /**
             * Constructs a new QkdQueries.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.QkdQueries.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** QkdQueries seed. */
            seed: Uint8Array;

            /** QkdQueries queries. */
            queries: Uint8Array;

            /**
             * Encodes the specified QkdQueries message. Does not implicitly {@link bellwire.v1.QkdQueries.verify|verify} messages.
             * @param message QkdQueries message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.QkdQueries.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace QkdQueries {

            /** Properties of a QkdQueries. */
            interface $Properties {

                /** QkdQueries seed */
                seed?: (Uint8Array|null);

                /** QkdQueries queries */
                queries?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a QkdQueries. */
            type $Shape = bellwire.v1.QkdQueries.$Properties;
        }

        /**
         * Properties of a QkdParities.
         * @deprecated Use bellwire.v1.QkdParities.$Properties instead.
         */
        interface IQkdParities extends bellwire.v1.QkdParities.$Properties {
        }

        /** Represents a QkdParities. */
        class QkdParities {

            /**
             * Constructs a new QkdParities.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.QkdParities.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** QkdParities parities. */
            parities: Uint8Array;

            /**
             * Encodes the specified QkdParities message. Does not implicitly {@link bellwire.v1.QkdParities.verify|verify} messages.
             * @param message QkdParities message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.QkdParities.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace QkdParities {

            /** Properties of a QkdParities. */
            interface $Properties {

                /** QkdParities parities */
                parities?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a QkdParities. */
            type $Shape = bellwire.v1.QkdParities.$Properties;
        }

        /**
         * Properties of a QkdVerification.
         * @deprecated Use bellwire.v1.QkdVerification.$Properties instead.
         */
        interface IQkdVerification extends bellwire.v1.QkdVerification.$Properties {
        }

        /** Represents a QkdVerification. */
        class QkdVerification {

            /**
             * Constructs a new QkdVerification.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.QkdVerification.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** QkdVerification point. */
            point: Uint8Array;

            /** QkdVerification tag. */
            tag: Uint8Array;

            /**
             * Encodes the specified QkdVerification message. Does not implicitly {@link bellwire.v1.QkdVerification.verify|verify} messages.
             * @param message QkdVerification message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.QkdVerification.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace QkdVerification {

            /** Properties of a QkdVerification. */
            interface $Properties {

                /** QkdVerification point */
                point?: (Uint8Array|null);

                /** QkdVerification tag */
                tag?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a QkdVerification. */
            type $Shape = bellwire.v1.QkdVerification.$Properties;
        }

        /**
         * Properties of a QkdVerified.
         * @deprecated Use bellwire.v1.QkdVerified.$Properties instead.
         */
        interface IQkdVerified extends bellwire.v1.QkdVerified.$Properties {
        }

        /** Represents a QkdVerified. */
        class QkdVerified {

            /**
             * Constructs a new QkdVerified.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.QkdVerified.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** QkdVerified equal. */
            equal: boolean;

            /**
             * Encodes the specified QkdVerified message. Does not implicitly {@link bellwire.v1.QkdVerified.verify|verify} messages.
             * @param message QkdVerified message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.QkdVerified.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace QkdVerified {

            /** Properties of a QkdVerified. */
            interface $Properties {

                /** QkdVerified equal */
                equal?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a QkdVerified. */
            type $Shape = bellwire.v1.QkdVerified.$Properties;
        }

        /**
         * Properties of a QkdAmplification.
         * @deprecated Use bellwire.v1.QkdAmplification.$Properties instead.
         */
        interface IQkdAmplification extends bellwire.v1.QkdAmplification.$Properties {
        }

        /** Represents a QkdAmplification. */
        class QkdAmplification {

            /**
             * Constructs a new QkdAmplification.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.QkdAmplification.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** QkdAmplification length. */
            length: number;

            /** QkdAmplification seed. */
            seed: Uint8Array;

            /**
             * Encodes the specified QkdAmplification message. Does not implicitly {@link bellwire.v1.QkdAmplification.verify|verify} messages.
             * @param message QkdAmplification message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.QkdAmplification.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace QkdAmplification {

            /** Properties of a QkdAmplification. */
            interface $Properties {

                /** QkdAmplification length */
                length?: (number|null);

                /** QkdAmplification seed */
                seed?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a QkdAmplification. */
            type $Shape = bellwire.v1.QkdAmplification.$Properties;
        }

        /**
         * Properties of a QkdFinish.
         * @deprecated Use bellwire.v1.QkdFinish.$Properties instead.
         */
        interface IQkdFinish extends bellwire.v1.QkdFinish.$Properties {
        }

        /** Represents a QkdFinish. */
        class QkdFinish {

            /**
             * Constructs a new QkdFinish.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.QkdFinish.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** QkdFinish reason. */
            reason: bellwire.v1.QkdReason;

            /** QkdFinish tag. */
            tag: Uint8Array;

            /**
             * Encodes the specified QkdFinish message. Does not implicitly {@link bellwire.v1.QkdFinish.verify|verify} messages.
             * @param message QkdFinish message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.QkdFinish.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace QkdFinish {

            /** Properties of a QkdFinish. */
            interface $Properties {

                /** QkdFinish reason */
                reason?: (bellwire.v1.QkdReason|null);

                /** QkdFinish tag */
                tag?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a QkdFinish. */
            type $Shape = bellwire.v1.QkdFinish.$Properties;
        }

        /**
         * Properties of a DeviceMessage.
         * @deprecated Use bellwire.v1.DeviceMessage.$Properties instead.
         */
        interface IDeviceMessage extends bellwire.v1.DeviceMessage.$Properties {
        }

        /** Represents a DeviceMessage. */
        class DeviceMessage {

            /**
             * Constructs a new DeviceMessage.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.DeviceMessage.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DeviceMessage generate. */
            generate?: (bellwire.v1.DeviceGenerate.$Properties|null);

            /** DeviceMessage halt. */
            halt?: (bellwire.v1.DeviceHalt.$Properties|null);

            /** DeviceMessage measure. */
            measure?: (bellwire.v1.DeviceMeasure.$Properties|null);

            /** DeviceMessage measured. */
            measured?: (bellwire.v1.DeviceMeasured.$Properties|null);

            /** DeviceMessage release. */
            release?: (bellwire.v1.DeviceRelease.$Properties|null);

            /** DeviceMessage correct. */
            correct?: (bellwire.v1.DeviceCorrect.$Properties|null);

            /** DeviceMessage corrected. */
            corrected?: (bellwire.v1.DeviceCorrected.$Properties|null);

            /** DeviceMessage swap. */
            swap?: (bellwire.v1.DeviceSwap.$Properties|null);

            /** DeviceMessage swapped. */
            swapped?: (bellwire.v1.DeviceSwapped.$Properties|null);

            /** DeviceMessage observe. */
            observe?: (bellwire.v1.DeviceObserve.$Properties|null);

            /** DeviceMessage close. */
            close?: (bellwire.v1.DeviceClose.$Properties|null);

            /** DeviceMessage detected. */
            detected?: (bellwire.v1.DeviceDetected.$Properties|null);

            /** DeviceMessage silent. */
            silent?: (bellwire.v1.DeviceSilent.$Properties|null);

            /** DeviceMessage clockRequest. */
            clockRequest?: (bellwire.v1.DeviceClockRequest.$Properties|null);

            /** DeviceMessage clockAnswer. */
            clockAnswer?: (bellwire.v1.DeviceClockAnswer.$Properties|null);

            /** DeviceMessage store. */
            store?: (bellwire.v1.DeviceStore.$Properties|null);

            /** DeviceMessage stored. */
            stored?: (bellwire.v1.DeviceStored.$Properties|null);

            /** DeviceMessage prepare. */
            prepare?: (bellwire.v1.DevicePrepare.$Properties|null);

            /** DeviceMessage prepared. */
            prepared?: (bellwire.v1.DevicePrepared.$Properties|null);

            /** DeviceMessage gate. */
            gate?: (bellwire.v1.DeviceGate.$Properties|null);

            /** DeviceMessage gated. */
            gated?: (bellwire.v1.DeviceGated.$Properties|null);

            /** DeviceMessage distil. */
            distil?: (bellwire.v1.DeviceDistil.$Properties|null);

            /** DeviceMessage distilled. */
            distilled?: (bellwire.v1.DeviceDistilled.$Properties|null);

            /** DeviceMessage calibrate. */
            calibrate?: (bellwire.v1.DeviceCalibrate.$Properties|null);

            /** DeviceMessage calibrated. */
            calibrated?: (bellwire.v1.DeviceCalibrated.$Properties|null);

            /** DeviceMessage generationFailed. */
            generationFailed?: (bellwire.v1.DeviceGenerationFailed.$Properties|null);

            /** DeviceMessage linkQuality. */
            linkQuality?: (bellwire.v1.DeviceLinkQuality.$Properties|null);

            /** DeviceMessage connect. */
            connect?: (bellwire.v1.DeviceConnect.$Properties|null);

            /** DeviceMessage hello. */
            hello?: (bellwire.v1.DeviceHello.$Properties|null);

            /** DeviceMessage ready. */
            ready?: (bellwire.v1.DeviceReady.$Properties|null);

            /** DeviceMessage refused. */
            refused?: (bellwire.v1.DeviceRefused.$Properties|null);

            /** DeviceMessage reset. */
            reset?: (bellwire.v1.DeviceReset.$Properties|null);

            /** DeviceMessage wasReset. */
            wasReset?: (bellwire.v1.DeviceWasReset.$Properties|null);

            /** DeviceMessage clockChange. */
            clockChange?: (bellwire.v1.DeviceClockChange.$Properties|null);

            /** DeviceMessage restarted. */
            restarted?: (bellwire.v1.DeviceRestarted.$Properties|null);

            /** DeviceMessage lost. */
            lost?: (bellwire.v1.DeviceLost.$Properties|null);

            /** DeviceMessage message. */
            message?: ("generate"|"halt"|"measure"|"measured"|"release"|"correct"|"corrected"|"swap"|"swapped"|"observe"|"close"|"detected"|"silent"|"clockRequest"|"clockAnswer"|"store"|"stored"|"prepare"|"prepared"|"gate"|"gated"|"distil"|"distilled"|"calibrate"|"calibrated"|"generationFailed"|"linkQuality"|"connect"|"hello"|"ready"|"refused"|"reset"|"wasReset"|"clockChange"|"restarted"|"lost");

            /**
             * Encodes the specified DeviceMessage message. Does not implicitly {@link bellwire.v1.DeviceMessage.verify|verify} messages.
             * @param message DeviceMessage message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.DeviceMessage.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace DeviceMessage {

            /** Properties of a DeviceMessage. */
            interface $Properties {

                /** DeviceMessage generate */
                generate?: (bellwire.v1.DeviceGenerate.$Properties|null);

                /** DeviceMessage halt */
                halt?: (bellwire.v1.DeviceHalt.$Properties|null);

                /** DeviceMessage measure */
                measure?: (bellwire.v1.DeviceMeasure.$Properties|null);

                /** DeviceMessage measured */
                measured?: (bellwire.v1.DeviceMeasured.$Properties|null);

                /** DeviceMessage release */
                release?: (bellwire.v1.DeviceRelease.$Properties|null);

                /** DeviceMessage correct */
                correct?: (bellwire.v1.DeviceCorrect.$Properties|null);

                /** DeviceMessage corrected */
                corrected?: (bellwire.v1.DeviceCorrected.$Properties|null);

                /** DeviceMessage swap */
                swap?: (bellwire.v1.DeviceSwap.$Properties|null);

                /** DeviceMessage swapped */
                swapped?: (bellwire.v1.DeviceSwapped.$Properties|null);

                /** DeviceMessage observe */
                observe?: (bellwire.v1.DeviceObserve.$Properties|null);

                /** DeviceMessage close */
                close?: (bellwire.v1.DeviceClose.$Properties|null);

                /** DeviceMessage detected */
                detected?: (bellwire.v1.DeviceDetected.$Properties|null);

                /** DeviceMessage silent */
                silent?: (bellwire.v1.DeviceSilent.$Properties|null);

                /** DeviceMessage clockRequest */
                clockRequest?: (bellwire.v1.DeviceClockRequest.$Properties|null);

                /** DeviceMessage clockAnswer */
                clockAnswer?: (bellwire.v1.DeviceClockAnswer.$Properties|null);

                /** DeviceMessage store */
                store?: (bellwire.v1.DeviceStore.$Properties|null);

                /** DeviceMessage stored */
                stored?: (bellwire.v1.DeviceStored.$Properties|null);

                /** DeviceMessage prepare */
                prepare?: (bellwire.v1.DevicePrepare.$Properties|null);

                /** DeviceMessage prepared */
                prepared?: (bellwire.v1.DevicePrepared.$Properties|null);

                /** DeviceMessage gate */
                gate?: (bellwire.v1.DeviceGate.$Properties|null);

                /** DeviceMessage gated */
                gated?: (bellwire.v1.DeviceGated.$Properties|null);

                /** DeviceMessage distil */
                distil?: (bellwire.v1.DeviceDistil.$Properties|null);

                /** DeviceMessage distilled */
                distilled?: (bellwire.v1.DeviceDistilled.$Properties|null);

                /** DeviceMessage calibrate */
                calibrate?: (bellwire.v1.DeviceCalibrate.$Properties|null);

                /** DeviceMessage calibrated */
                calibrated?: (bellwire.v1.DeviceCalibrated.$Properties|null);

                /** DeviceMessage generationFailed */
                generationFailed?: (bellwire.v1.DeviceGenerationFailed.$Properties|null);

                /** DeviceMessage linkQuality */
                linkQuality?: (bellwire.v1.DeviceLinkQuality.$Properties|null);

                /** DeviceMessage connect */
                connect?: (bellwire.v1.DeviceConnect.$Properties|null);

                /** DeviceMessage hello */
                hello?: (bellwire.v1.DeviceHello.$Properties|null);

                /** DeviceMessage ready */
                ready?: (bellwire.v1.DeviceReady.$Properties|null);

                /** DeviceMessage refused */
                refused?: (bellwire.v1.DeviceRefused.$Properties|null);

                /** DeviceMessage reset */
                reset?: (bellwire.v1.DeviceReset.$Properties|null);

                /** DeviceMessage wasReset */
                wasReset?: (bellwire.v1.DeviceWasReset.$Properties|null);

                /** DeviceMessage clockChange */
                clockChange?: (bellwire.v1.DeviceClockChange.$Properties|null);

                /** DeviceMessage restarted */
                restarted?: (bellwire.v1.DeviceRestarted.$Properties|null);

                /** DeviceMessage lost */
                lost?: (bellwire.v1.DeviceLost.$Properties|null);

                /** DeviceMessage message */
                message?: ("generate"|"halt"|"measure"|"measured"|"release"|"correct"|"corrected"|"swap"|"swapped"|"observe"|"close"|"detected"|"silent"|"clockRequest"|"clockAnswer"|"store"|"stored"|"prepare"|"prepared"|"gate"|"gated"|"distil"|"distilled"|"calibrate"|"calibrated"|"generationFailed"|"linkQuality"|"connect"|"hello"|"ready"|"refused"|"reset"|"wasReset"|"clockChange"|"restarted"|"lost");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a DeviceMessage. */
            type $Shape = {
              generate?: bellwire.v1.DeviceGenerate.$Shape|null;
              halt?: bellwire.v1.DeviceHalt.$Shape|null;
              measure?: bellwire.v1.DeviceMeasure.$Shape|null;
              measured?: bellwire.v1.DeviceMeasured.$Shape|null;
              release?: bellwire.v1.DeviceRelease.$Shape|null;
              correct?: bellwire.v1.DeviceCorrect.$Shape|null;
              corrected?: bellwire.v1.DeviceCorrected.$Shape|null;
              swap?: bellwire.v1.DeviceSwap.$Shape|null;
              swapped?: bellwire.v1.DeviceSwapped.$Shape|null;
              observe?: bellwire.v1.DeviceObserve.$Shape|null;
              close?: bellwire.v1.DeviceClose.$Shape|null;
              detected?: bellwire.v1.DeviceDetected.$Shape|null;
              silent?: bellwire.v1.DeviceSilent.$Shape|null;
              clockRequest?: bellwire.v1.DeviceClockRequest.$Shape|null;
              clockAnswer?: bellwire.v1.DeviceClockAnswer.$Shape|null;
              store?: bellwire.v1.DeviceStore.$Shape|null;
              stored?: bellwire.v1.DeviceStored.$Shape|null;
              prepare?: bellwire.v1.DevicePrepare.$Shape|null;
              prepared?: bellwire.v1.DevicePrepared.$Shape|null;
              gate?: bellwire.v1.DeviceGate.$Shape|null;
              gated?: bellwire.v1.DeviceGated.$Shape|null;
              distil?: bellwire.v1.DeviceDistil.$Shape|null;
              distilled?: bellwire.v1.DeviceDistilled.$Shape|null;
              calibrate?: bellwire.v1.DeviceCalibrate.$Shape|null;
              calibrated?: bellwire.v1.DeviceCalibrated.$Shape|null;
              generationFailed?: bellwire.v1.DeviceGenerationFailed.$Shape|null;
              linkQuality?: bellwire.v1.DeviceLinkQuality.$Shape|null;
              connect?: bellwire.v1.DeviceConnect.$Shape|null;
              hello?: bellwire.v1.DeviceHello.$Shape|null;
              ready?: bellwire.v1.DeviceReady.$Shape|null;
              refused?: bellwire.v1.DeviceRefused.$Shape|null;
              reset?: bellwire.v1.DeviceReset.$Shape|null;
              wasReset?: bellwire.v1.DeviceWasReset.$Shape|null;
              clockChange?: bellwire.v1.DeviceClockChange.$Shape|null;
              restarted?: bellwire.v1.DeviceRestarted.$Shape|null;
              lost?: bellwire.v1.DeviceLost.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ message?: undefined; generate?: null; halt?: null; measure?: null; measured?: null; release?: null; correct?: null; corrected?: null; swap?: null; swapped?: null; observe?: null; close?: null; detected?: null; silent?: null; clockRequest?: null; clockAnswer?: null; store?: null; stored?: null; prepare?: null; prepared?: null; gate?: null; gated?: null; distil?: null; distilled?: null; calibrate?: null; calibrated?: null; generationFailed?: null; linkQuality?: null; connect?: null; hello?: null; ready?: null; refused?: null; reset?: null; wasReset?: null; clockChange?: null; restarted?: null; lost?: null }|{ message?: "generate"; generate: bellwire.v1.DeviceGenerate.$Shape; halt?: null; measure?: null; measured?: null; release?: null; correct?: null; corrected?: null; swap?: null; swapped?: null; observe?: null; close?: null; detected?: null; silent?: null; clockRequest?: null; clockAnswer?: null; store?: null; stored?: null; prepare?: null; prepared?: null; gate?: null; gated?: null; distil?: null; distilled?: null; calibrate?: null; calibrated?: null; generationFailed?: null; linkQuality?: null; connect?: null; hello?: null; ready?: null; refused?: null; reset?: null; wasReset?: null; clockChange?: null; restarted?: null; lost?: null }|{ message?: "halt"; generate?: null; halt: bellwire.v1.DeviceHalt.$Shape; measure?: null; measured?: null; release?: null; correct?: null; corrected?: null; swap?: null; swapped?: null; observe?: null; close?: null; detected?: null; silent?: null; clockRequest?: null; clockAnswer?: null; store?: null; stored?: null; prepare?: null; prepared?: null; gate?: null; gated?: null; distil?: null; distilled?: null; calibrate?: null; calibrated?: null; generationFailed?: null; linkQuality?: null; connect?: null; hello?: null; ready?: null; refused?: null; reset?: null; wasReset?: null; clockChange?: null; restarted?: null; lost?: null }|{ message?: "measure"; generate?: null; halt?: null; measure: bellwire.v1.DeviceMeasure.$Shape; measured?: null; release?: null; correct?: null; corrected?: null; swap?: null; swapped?: null; observe?: null; close?: null; detected?: null; silent?: null; clockRequest?: null; clockAnswer?: null; store?: null; stored?: null; prepare?: null; prepared?: null; gate?: null; gated?: null; distil?: null; distilled?: null; calibrate?: null; calibrated?: null; generationFailed?: null; linkQuality?: null; connect?: null; hello?: null; ready?: null; refused?: null; reset?: null; wasReset?: null; clockChange?: null; restarted?: null; lost?: null }|{ message?: "measured"; generate?: null; halt?: null; measure?: null; measured: bellwire.v1.DeviceMeasured.$Shape; release?: null; correct?: null; corrected?: null; swap?: null; swapped?: null; observe?: null; close?: null; detected?: null; silent?: null; clockRequest?: null; clockAnswer?: null; store?: null; stored?: null; prepare?: null; prepared?: null; gate?: null; gated?: null; distil?: null; distilled?: null; calibrate?: null; calibrated?: null; generationFailed?: null; linkQuality?: null; connect?: null; hello?: null; ready?: null; refused?: null; reset?: null; wasReset?: null; clockChange?: null; restarted?: null; lost?: null }|{ message?: "release"; generate?: null; halt?: null; measure?: null; measured?: null; release: bellwire.v1.DeviceRelease.$Shape; correct?: null; corrected?: null; swap?: null; swapped?: null; observe?: null; close?: null; detected?: null; silent?: null; clockRequest?: null; clockAnswer?: null; store?: null; stored?: null; prepare?: null; prepared?: null; gate?: null; gated?: null; distil?: null; distilled?: null; calibrate?: null; calibrated?: null; generationFailed?: null; linkQuality?: null; connect?: null; hello?: null; ready?: null; refused?: null; reset?: null; wasReset?: null; clockChange?: null; restarted?: null; lost?: null }|{ message?: "correct"; generate?: null; halt?: null; measure?: null; measured?: null; release?: null; correct: bellwire.v1.DeviceCorrect.$Shape; corrected?: null; swap?: null; swapped?: null; observe?: null; close?: null; detected?: null; silent?: null; clockRequest?: null; clockAnswer?: null; store?: null; stored?: null; prepare?: null; prepared?: null; gate?: null; gated?: null; distil?: null; distilled?: null; calibrate?: null; calibrated?: null; generationFailed?: null; linkQuality?: null; connect?: null; hello?: null; ready?: null; refused?: null; reset?: null; wasReset?: null; clockChange?: null; restarted?: null; lost?: null }|{ message?: "corrected"; generate?: null; halt?: null; measure?: null; measured?: null; release?: null; correct?: null; corrected: bellwire.v1.DeviceCorrected.$Shape; swap?: null; swapped?: null; observe?: null; close?: null; detected?: null; silent?: null; clockRequest?: null; clockAnswer?: null; store?: null; stored?: null; prepare?: null; prepared?: null; gate?: null; gated?: null; distil?: null; distilled?: null; calibrate?: null; calibrated?: null; generationFailed?: null; linkQuality?: null; connect?: null; hello?: null; ready?: null; refused?: null; reset?: null; wasReset?: null; clockChange?: null; restarted?: null; lost?: null }|{ message?: "swap"; generate?: null; halt?: null; measure?: null; measured?: null; release?: null; correct?: null; corrected?: null; swap: bellwire.v1.DeviceSwap.$Shape; swapped?: null; observe?: null; close?: null; detected?: null; silent?: null; clockRequest?: null; clockAnswer?: null; store?: null; stored?: null; prepare?: null; prepared?: null; gate?: null; gated?: null; distil?: null; distilled?: null; calibrate?: null; calibrated?: null; generationFailed?: null; linkQuality?: null; connect?: null; hello?: null; ready?: null; refused?: null; reset?: null; wasReset?: null; clockChange?: null; restarted?: null; lost?: null }|{ message?: "swapped"; generate?: null; halt?: null; measure?: null; measured?: null; release?: null; correct?: null; corrected?: null; swap?: null; swapped: bellwire.v1.DeviceSwapped.$Shape; observe?: null; close?: null; detected?: null; silent?: null; clockRequest?: null; clockAnswer?: null; store?: null; stored?: null; prepare?: null; prepared?: null; gate?: null; gated?: null; distil?: null; distilled?: null; calibrate?: null; calibrated?: null; generationFailed?: null; linkQuality?: null; connect?: null; hello?: null; ready?: null; refused?: null; reset?: null; wasReset?: null; clockChange?: null; restarted?: null; lost?: null }|{ message?: "observe"; generate?: null; halt?: null; measure?: null; measured?: null; release?: null; correct?: null; corrected?: null; swap?: null; swapped?: null; observe: bellwire.v1.DeviceObserve.$Shape; close?: null; detected?: null; silent?: null; clockRequest?: null; clockAnswer?: null; store?: null; stored?: null; prepare?: null; prepared?: null; gate?: null; gated?: null; distil?: null; distilled?: null; calibrate?: null; calibrated?: null; generationFailed?: null; linkQuality?: null; connect?: null; hello?: null; ready?: null; refused?: null; reset?: null; wasReset?: null; clockChange?: null; restarted?: null; lost?: null }|{ message?: "close"; generate?: null; halt?: null; measure?: null; measured?: null; release?: null; correct?: null; corrected?: null; swap?: null; swapped?: null; observe?: null; close: bellwire.v1.DeviceClose.$Shape; detected?: null; silent?: null; clockRequest?: null; clockAnswer?: null; store?: null; stored?: null; prepare?: null; prepared?: null; gate?: null; gated?: null; distil?: null; distilled?: null; calibrate?: null; calibrated?: null; generationFailed?: null; linkQuality?: null; connect?: null; hello?: null; ready?: null; refused?: null; reset?: null; wasReset?: null; clockChange?: null; restarted?: null; lost?: null }|{ message?: "detected"; generate?: null; halt?: null; measure?: null; measured?: null; release?: null; correct?: null; corrected?: null; swap?: null; swapped?: null; observe?: null; close?: null; detected: bellwire.v1.DeviceDetected.$Shape; silent?: null; clockRequest?: null; clockAnswer?: null; store?: null; stored?: null; prepare?: null; prepared?: null; gate?: null; gated?: null; distil?: null; distilled?: null; calibrate?: null; calibrated?: null; generationFailed?: null; linkQuality?: null; connect?: null; hello?: null; ready?: null; refused?: null; reset?: null; wasReset?: null; clockChange?: null; restarted?: null; lost?: null }|{ message?: "silent"; generate?: null; halt?: null; measure?: null; measured?: null; release?: null; correct?: null; corrected?: null; swap?: null; swapped?: null; observe?: null; close?: null; detected?: null; silent: bellwire.v1.DeviceSilent.$Shape; clockRequest?: null; clockAnswer?: null; store?: null; stored?: null; prepare?: null; prepared?: null; gate?: null; gated?: null; distil?: null; distilled?: null; calibrate?: null; calibrated?: null; generationFailed?: null; linkQuality?: null; connect?: null; hello?: null; ready?: null; refused?: null; reset?: null; wasReset?: null; clockChange?: null; restarted?: null; lost?: null }|{ message?: "clockRequest"; generate?: null; halt?: null; measure?: null; measured?: null; release?: null; correct?: null; corrected?: null; swap?: null; swapped?: null; observe?: null; close?: null; detected?: null; silent?: null; clockRequest: bellwire.v1.DeviceClockRequest.$Shape; clockAnswer?: null; store?: null; stored?: null; prepare?: null; prepared?: null; gate?: null; gated?: null; distil?: null; distilled?: null; calibrate?: null; calibrated?: null; generationFailed?: null; linkQuality?: null; connect?: null; hello?: null; ready?: null; refused?: null; reset?: null; wasReset?: null; clockChange?: null; restarted?: null; lost?: null }|{ message?: "clockAnswer"; generate?: null; halt?: null; measure?: null; measured?: null; release?: null; correct?: null; corrected?: null; swap?: null; swapped?: null; observe?: null; close?: null; detected?: null; silent?: null; clockRequest?: null; clockAnswer: bellwire.v1.DeviceClockAnswer.$Shape; store?: null; stored?: null; prepare?: null; prepared?: null; gate?: null; gated?: null; distil?: null; distilled?: null; calibrate?: null; calibrated?: null; generationFailed?: null; linkQuality?: null; connect?: null; hello?: null; ready?: null; refused?: null; reset?: null; wasReset?: null; clockChange?: null; restarted?: null; lost?: null }|{ message?: "store"; generate?: null; halt?: null; measure?: null; measured?: null; release?: null; correct?: null; corrected?: null; swap?: null; swapped?: null; observe?: null; close?: null; detected?: null; silent?: null; clockRequest?: null; clockAnswer?: null; store: bellwire.v1.DeviceStore.$Shape; stored?: null; prepare?: null; prepared?: null; gate?: null; gated?: null; distil?: null; distilled?: null; calibrate?: null; calibrated?: null; generationFailed?: null; linkQuality?: null; connect?: null; hello?: null; ready?: null; refused?: null; reset?: null; wasReset?: null; clockChange?: null; restarted?: null; lost?: null }|{ message?: "stored"; generate?: null; halt?: null; measure?: null; measured?: null; release?: null; correct?: null; corrected?: null; swap?: null; swapped?: null; observe?: null; close?: null; detected?: null; silent?: null; clockRequest?: null; clockAnswer?: null; store?: null; stored: bellwire.v1.DeviceStored.$Shape; prepare?: null; prepared?: null; gate?: null; gated?: null; distil?: null; distilled?: null; calibrate?: null; calibrated?: null; generationFailed?: null; linkQuality?: null; connect?: null; hello?: null; ready?: null; refused?: null; reset?: null; wasReset?: null; clockChange?: null; restarted?: null; lost?: null }|{ message?: "prepare"; generate?: null; halt?: null; measure?: null; measured?: null; release?: null; correct?: null; corrected?: null; swap?: null; swapped?: null; observe?: null; close?: null; detected?: null; silent?: null; clockRequest?: null; clockAnswer?: null; store?: null; stored?: null; prepare: bellwire.v1.DevicePrepare.$Shape; prepared?: null; gate?: null; gated?: null; distil?: null; distilled?: null; calibrate?: null; calibrated?: null; generationFailed?: null; linkQuality?: null; connect?: null; hello?: null; ready?: null; refused?: null; reset?: null; wasReset?: null; clockChange?: null; restarted?: null; lost?: null }|{ message?: "prepared"; generate?: null; halt?: null; measure?: null; measured?: null; release?: null; correct?: null; corrected?: null; swap?: null; swapped?: null; observe?: null; close?: null; detected?: null; silent?: null; clockRequest?: null; clockAnswer?: null; store?: null; stored?: null; prepare?: null; prepared: bellwire.v1.DevicePrepared.$Shape; gate?: null; gated?: null; distil?: null; distilled?: null; calibrate?: null; calibrated?: null; generationFailed?: null; linkQuality?: null; connect?: null; hello?: null; ready?: null; refused?: null; reset?: null; wasReset?: null; clockChange?: null; restarted?: null; lost?: null }|{ message?: "gate"; generate?: null; halt?: null; measure?: null; measured?: null; release?: null; correct?: null; corrected?: null; swap?: null; swapped?: null; observe?: null; close?: null; detected?: null; silent?: null; clockRequest?: null; clockAnswer?: null; store?: null; stored?: null; prepare?: null; prepared?: null; gate: bellwire.v1.DeviceGate.$Shape; gated?: null; distil?: null; distilled?: null; calibrate?: null; calibrated?: null; generationFailed?: null; linkQuality?: null; connect?: null; hello?: null; ready?: null; refused?: null; reset?: null; wasReset?: null; clockChange?: null; restarted?: null; lost?: null }|{ message?: "gated"; generate?: null; halt?: null; measure?: null; measured?: null; release?: null; correct?: null; corrected?: null; swap?: null; swapped?: null; observe?: null; close?: null; detected?: null; silent?: null; clockRequest?: null; clockAnswer?: null; store?: null; stored?: null; prepare?: null; prepared?: null; gate?: null; gated: bellwire.v1.DeviceGated.$Shape; distil?: null; distilled?: null; calibrate?: null; calibrated?: null; generationFailed?: null; linkQuality?: null; connect?: null; hello?: null; ready?: null; refused?: null; reset?: null; wasReset?: null; clockChange?: null; restarted?: null; lost?: null }|{ message?: "distil"; generate?: null; halt?: null; measure?: null; measured?: null; release?: null; correct?: null; corrected?: null; swap?: null; swapped?: null; observe?: null; close?: null; detected?: null; silent?: null; clockRequest?: null; clockAnswer?: null; store?: null; stored?: null; prepare?: null; prepared?: null; gate?: null; gated?: null; distil: bellwire.v1.DeviceDistil.$Shape; distilled?: null; calibrate?: null; calibrated?: null; generationFailed?: null; linkQuality?: null; connect?: null; hello?: null; ready?: null; refused?: null; reset?: null; wasReset?: null; clockChange?: null; restarted?: null; lost?: null }|{ message?: "distilled"; generate?: null; halt?: null; measure?: null; measured?: null; release?: null; correct?: null; corrected?: null; swap?: null; swapped?: null; observe?: null; close?: null; detected?: null; silent?: null; clockRequest?: null; clockAnswer?: null; store?: null; stored?: null; prepare?: null; prepared?: null; gate?: null; gated?: null; distil?: null; distilled: bellwire.v1.DeviceDistilled.$Shape; calibrate?: null; calibrated?: null; generationFailed?: null; linkQuality?: null; connect?: null; hello?: null; ready?: null; refused?: null; reset?: null; wasReset?: null; clockChange?: null; restarted?: null; lost?: null }|{ message?: "calibrate"; generate?: null; halt?: null; measure?: null; measured?: null; release?: null; correct?: null; corrected?: null; swap?: null; swapped?: null; observe?: null; close?: null; detected?: null; silent?: null; clockRequest?: null; clockAnswer?: null; store?: null; stored?: null; prepare?: null; prepared?: null; gate?: null; gated?: null; distil?: null; distilled?: null; calibrate: bellwire.v1.DeviceCalibrate.$Shape; calibrated?: null; generationFailed?: null; linkQuality?: null; connect?: null; hello?: null; ready?: null; refused?: null; reset?: null; wasReset?: null; clockChange?: null; restarted?: null; lost?: null }|{ message?: "calibrated"; generate?: null; halt?: null; measure?: null; measured?: null; release?: null; correct?: null; corrected?: null; swap?: null; swapped?: null; observe?: null; close?: null; detected?: null; silent?: null; clockRequest?: null; clockAnswer?: null; store?: null; stored?: null; prepare?: null; prepared?: null; gate?: null; gated?: null; distil?: null; distilled?: null; calibrate?: null; calibrated: bellwire.v1.DeviceCalibrated.$Shape; generationFailed?: null; linkQuality?: null; connect?: null; hello?: null; ready?: null; refused?: null; reset?: null; wasReset?: null; clockChange?: null; restarted?: null; lost?: null }|{ message?: "generationFailed"; generate?: null; halt?: null; measure?: null; measured?: null; release?: null; correct?: null; corrected?: null; swap?: null; swapped?: null; observe?: null; close?: null; detected?: null; silent?: null; clockRequest?: null; clockAnswer?: null; store?: null; stored?: null; prepare?: null; prepared?: null; gate?: null; gated?: null; distil?: null; distilled?: null; calibrate?: null; calibrated?: null; generationFailed: bellwire.v1.DeviceGenerationFailed.$Shape; linkQuality?: null; connect?: null; hello?: null; ready?: null; refused?: null; reset?: null; wasReset?: null; clockChange?: null; restarted?: null; lost?: null }|{ message?: "linkQuality"; generate?: null; halt?: null; measure?: null; measured?: null; release?: null; correct?: null; corrected?: null; swap?: null; swapped?: null; observe?: null; close?: null; detected?: null; silent?: null; clockRequest?: null; clockAnswer?: null; store?: null; stored?: null; prepare?: null; prepared?: null; gate?: null; gated?: null; distil?: null; distilled?: null; calibrate?: null; calibrated?: null; generationFailed?: null; linkQuality: bellwire.v1.DeviceLinkQuality.$Shape; connect?: null; hello?: null; ready?: null; refused?: null; reset?: null; wasReset?: null; clockChange?: null; restarted?: null; lost?: null }|{ message?: "connect"; generate?: null; halt?: null; measure?: null; measured?: null; release?: null; correct?: null; corrected?: null; swap?: null; swapped?: null; observe?: null; close?: null; detected?: null; silent?: null; clockRequest?: null; clockAnswer?: null; store?: null; stored?: null; prepare?: null; prepared?: null; gate?: null; gated?: null; distil?: null; distilled?: null; calibrate?: null; calibrated?: null; generationFailed?: null; linkQuality?: null; connect: bellwire.v1.DeviceConnect.$Shape; hello?: null; ready?: null; refused?: null; reset?: null; wasReset?: null; clockChange?: null; restarted?: null; lost?: null }|{ message?: "hello"; generate?: null; halt?: null; measure?: null; measured?: null; release?: null; correct?: null; corrected?: null; swap?: null; swapped?: null; observe?: null; close?: null; detected?: null; silent?: null; clockRequest?: null; clockAnswer?: null; store?: null; stored?: null; prepare?: null; prepared?: null; gate?: null; gated?: null; distil?: null; distilled?: null; calibrate?: null; calibrated?: null; generationFailed?: null; linkQuality?: null; connect?: null; hello: bellwire.v1.DeviceHello.$Shape; ready?: null; refused?: null; reset?: null; wasReset?: null; clockChange?: null; restarted?: null; lost?: null }|{ message?: "ready"; generate?: null; halt?: null; measure?: null; measured?: null; release?: null; correct?: null; corrected?: null; swap?: null; swapped?: null; observe?: null; close?: null; detected?: null; silent?: null; clockRequest?: null; clockAnswer?: null; store?: null; stored?: null; prepare?: null; prepared?: null; gate?: null; gated?: null; distil?: null; distilled?: null; calibrate?: null; calibrated?: null; generationFailed?: null; linkQuality?: null; connect?: null; hello?: null; ready: bellwire.v1.DeviceReady.$Shape; refused?: null; reset?: null; wasReset?: null; clockChange?: null; restarted?: null; lost?: null }|{ message?: "refused"; generate?: null; halt?: null; measure?: null; measured?: null; release?: null; correct?: null; corrected?: null; swap?: null; swapped?: null; observe?: null; close?: null; detected?: null; silent?: null; clockRequest?: null; clockAnswer?: null; store?: null; stored?: null; prepare?: null; prepared?: null; gate?: null; gated?: null; distil?: null; distilled?: null; calibrate?: null; calibrated?: null; generationFailed?: null; linkQuality?: null; connect?: null; hello?: null; ready?: null; refused: bellwire.v1.DeviceRefused.$Shape; reset?: null; wasReset?: null; clockChange?: null; restarted?: null; lost?: null }|{ message?: "reset"; generate?: null; halt?: null; measure?: null; measured?: null; release?: null; correct?: null; corrected?: null; swap?: null; swapped?: null; observe?: null; close?: null; detected?: null; silent?: null; clockRequest?: null; clockAnswer?: null; store?: null; stored?: null; prepare?: null; prepared?: null; gate?: null; gated?: null; distil?: null; distilled?: null; calibrate?: null; calibrated?: null; generationFailed?: null; linkQuality?: null; connect?: null; hello?: null; ready?: null; refused?: null; reset: bellwire.v1.DeviceReset.$Shape; wasReset?: null; clockChange?: null; restarted?: null; lost?: null }|{ message?: "wasReset"; generate?: null; halt?: null; measure?: null; measured?: null; release?: null; correct?: null; corrected?: null; swap?: null; swapped?: null; observe?: null; close?: null; detected?: null; silent?: null; clockRequest?: null; clockAnswer?: null; store?: null; stored?: null; prepare?: null; prepared?: null; gate?: null; gated?: null; distil?: null; distilled?: null; calibrate?: null; calibrated?: null; generationFailed?: null; linkQuality?: null; connect?: null; hello?: null; ready?: null; refused?: null; reset?: null; wasReset: bellwire.v1.DeviceWasReset.$Shape; clockChange?: null; restarted?: null; lost?: null }|{ message?: "clockChange"; generate?: null; halt?: null; measure?: null; measured?: null; release?: null; correct?: null; corrected?: null; swap?: null; swapped?: null; observe?: null; close?: null; detected?: null; silent?: null; clockRequest?: null; clockAnswer?: null; store?: null; stored?: null; prepare?: null; prepared?: null; gate?: null; gated?: null; distil?: null; distilled?: null; calibrate?: null; calibrated?: null; generationFailed?: null; linkQuality?: null; connect?: null; hello?: null; ready?: null; refused?: null; reset?: null; wasReset?: null; clockChange: bellwire.v1.DeviceClockChange.$Shape; restarted?: null; lost?: null }|{ message?: "restarted"; generate?: null; halt?: null; measure?: null; measured?: null; release?: null; correct?: null; corrected?: null; swap?: null; swapped?: null; observe?: null; close?: null; detected?: null; silent?: null; clockRequest?: null; clockAnswer?: null; store?: null; stored?: null; prepare?: null; prepared?: null; gate?: null; gated?: null; distil?: null; distilled?: null; calibrate?: null; calibrated?: null; generationFailed?: null; linkQuality?: null; connect?: null; hello?: null; ready?: null; refused?: null; reset?: null; wasReset?: null; clockChange?: null; restarted: bellwire.v1.DeviceRestarted.$Shape; lost?: null }|{ message?: "lost"; generate?: null; halt?: null; measure?: null; measured?: null; release?: null; correct?: null; corrected?: null; swap?: null; swapped?: null; observe?: null; close?: null; detected?: null; silent?: null; clockRequest?: null; clockAnswer?: null; store?: null; stored?: null; prepare?: null; prepared?: null; gate?: null; gated?: null; distil?: null; distilled?: null; calibrate?: null; calibrated?: null; generationFailed?: null; linkQuality?: null; connect?: null; hello?: null; ready?: null; refused?: null; reset?: null; wasReset?: null; clockChange?: null; restarted?: null; lost: bellwire.v1.DeviceLost.$Shape })
            );
        }

        /** DeviceBasis enum. */
        enum DeviceBasis {

            /** DEVICE_BASIS_Z value */
            DEVICE_BASIS_Z = 0,

            /** DEVICE_BASIS_X value */
            DEVICE_BASIS_X = 1,

            /** DEVICE_BASIS_Y value */
            DEVICE_BASIS_Y = 2,

            /** DEVICE_BASIS_Z_PLUS value */
            DEVICE_BASIS_Z_PLUS = 3,

            /** DEVICE_BASIS_Z_MINUS value */
            DEVICE_BASIS_Z_MINUS = 4,

            /** DEVICE_BASIS_ROTATED value */
            DEVICE_BASIS_ROTATED = 5
        }

        /** DeviceDistillation enum. */
        enum DeviceDistillation {

            /** DEVICE_DISTILLATION_BBPSSW value */
            DEVICE_DISTILLATION_BBPSSW = 0,

            /** DEVICE_DISTILLATION_DEJMPS value */
            DEVICE_DISTILLATION_DEJMPS = 1,

            /** DEVICE_DISTILLATION_DOUBLE_SELECTION value */
            DEVICE_DISTILLATION_DOUBLE_SELECTION = 2
        }

        /** DeviceGateKind enum. */
        enum DeviceGateKind {

            /** DEVICE_GATE_KIND_CNOT value */
            DEVICE_GATE_KIND_CNOT = 0
        }

        /** DeviceRefusal enum. */
        enum DeviceRefusal {

            /** DEVICE_REFUSAL_COMMAND value */
            DEVICE_REFUSAL_COMMAND = 0,

            /** DEVICE_REFUSAL_MESSAGE value */
            DEVICE_REFUSAL_MESSAGE = 1,

            /** DEVICE_REFUSAL_VERSION value */
            DEVICE_REFUSAL_VERSION = 2,

            /** DEVICE_REFUSAL_NAME value */
            DEVICE_REFUSAL_NAME = 3,

            /** DEVICE_REFUSAL_ROLE value */
            DEVICE_REFUSAL_ROLE = 4,

            /** DEVICE_REFUSAL_REPLACED value */
            DEVICE_REFUSAL_REPLACED = 5
        }

        /**
         * Properties of a DeviceRotation.
         * @deprecated Use bellwire.v1.DeviceRotation.$Properties instead.
         */
        interface IDeviceRotation extends bellwire.v1.DeviceRotation.$Properties {
        }

        /** Represents a DeviceRotation. */
        class DeviceRotation {

            /**
             * Constructs a new DeviceRotation.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.DeviceRotation.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DeviceRotation x1. */
            x1: number;

            /** DeviceRotation y. */
            y: number;

            /** DeviceRotation x2. */
            x2: number;

            /**
             * Encodes the specified DeviceRotation message. Does not implicitly {@link bellwire.v1.DeviceRotation.verify|verify} messages.
             * @param message DeviceRotation message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.DeviceRotation.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace DeviceRotation {

            /** Properties of a DeviceRotation. */
            interface $Properties {

                /** DeviceRotation x1 */
                x1?: (number|null);

                /** DeviceRotation y */
                y?: (number|null);

                /** DeviceRotation x2 */
                x2?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DeviceRotation. */
            type $Shape = bellwire.v1.DeviceRotation.$Properties;
        }

        /**
         * Properties of a DeviceBasisShare.
         * @deprecated Use bellwire.v1.DeviceBasisShare.$Properties instead.
         */
        interface IDeviceBasisShare extends bellwire.v1.DeviceBasisShare.$Properties {
        }

        /** Represents a DeviceBasisShare. */
        class DeviceBasisShare {

            /**
             * Constructs a new DeviceBasisShare.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.DeviceBasisShare.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DeviceBasisShare basis. */
            basis: bellwire.v1.DeviceBasis;

            /** DeviceBasisShare share. */
            share: number;

            /**
             * Encodes the specified DeviceBasisShare message. Does not implicitly {@link bellwire.v1.DeviceBasisShare.verify|verify} messages.
             * @param message DeviceBasisShare message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.DeviceBasisShare.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace DeviceBasisShare {

            /** Properties of a DeviceBasisShare. */
            interface $Properties {

                /** DeviceBasisShare basis */
                basis?: (bellwire.v1.DeviceBasis|null);

                /** DeviceBasisShare share */
                share?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DeviceBasisShare. */
            type $Shape = bellwire.v1.DeviceBasisShare.$Properties;
        }

        /**
         * Properties of a DeviceLinkNumber.
         * @deprecated Use bellwire.v1.DeviceLinkNumber.$Properties instead.
         */
        interface IDeviceLinkNumber extends bellwire.v1.DeviceLinkNumber.$Properties {
        }

        /** Represents a DeviceLinkNumber. */
        class DeviceLinkNumber {

            /**
             * Constructs a new DeviceLinkNumber.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.DeviceLinkNumber.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DeviceLinkNumber link. */
            link: number;

            /**
             * Encodes the specified DeviceLinkNumber message. Does not implicitly {@link bellwire.v1.DeviceLinkNumber.verify|verify} messages.
             * @param message DeviceLinkNumber message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.DeviceLinkNumber.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace DeviceLinkNumber {

            /** Properties of a DeviceLinkNumber. */
            interface $Properties {

                /** DeviceLinkNumber link */
                link?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DeviceLinkNumber. */
            type $Shape = bellwire.v1.DeviceLinkNumber.$Properties;
        }

        /**
         * Properties of a DeviceHello.
         * @deprecated Use bellwire.v1.DeviceHello.$Properties instead.
         */
        interface IDeviceHello extends bellwire.v1.DeviceHello.$Properties {
        }

        /** Represents a DeviceHello. */
        class DeviceHello {

            /**
             * Constructs a new DeviceHello.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.DeviceHello.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DeviceHello minimumVersion. */
            minimumVersion: number;

            /** DeviceHello maximumVersion. */
            maximumVersion: number;

            /** DeviceHello role. */
            role: bellwire.v1.Role;

            /** DeviceHello name. */
            name: Uint8Array;

            /**
             * Encodes the specified DeviceHello message. Does not implicitly {@link bellwire.v1.DeviceHello.verify|verify} messages.
             * @param message DeviceHello message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.DeviceHello.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace DeviceHello {

            /** Properties of a DeviceHello. */
            interface $Properties {

                /** DeviceHello minimumVersion */
                minimumVersion?: (number|null);

                /** DeviceHello maximumVersion */
                maximumVersion?: (number|null);

                /** DeviceHello role */
                role?: (bellwire.v1.Role|null);

                /** DeviceHello name */
                name?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DeviceHello. */
            type $Shape = bellwire.v1.DeviceHello.$Properties;
        }

        /**
         * Properties of a DeviceReady.
         * @deprecated Use bellwire.v1.DeviceReady.$Properties instead.
         */
        interface IDeviceReady extends bellwire.v1.DeviceReady.$Properties {
        }

        /** Represents a DeviceReady. */
        class DeviceReady {

            /**
             * Constructs a new DeviceReady.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.DeviceReady.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DeviceReady version. */
            version: number;

            /** DeviceReady incarnation. */
            incarnation: number;

            /** DeviceReady clock. */
            clock?: (bellwire.v1.DeviceClockEra.$Properties|null);

            /** DeviceReady capabilities. */
            capabilities?: (bellwire.v1.DeviceCapabilities.$Properties|null);

            /** DeviceReady switch. */
            switch?: (bellwire.v1.DeviceSwitch.$Properties|null);

            /**
             * Encodes the specified DeviceReady message. Does not implicitly {@link bellwire.v1.DeviceReady.verify|verify} messages.
             * @param message DeviceReady message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.DeviceReady.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace DeviceReady {

            /** Properties of a DeviceReady. */
            interface $Properties {

                /** DeviceReady version */
                version?: (number|null);

                /** DeviceReady incarnation */
                incarnation?: (number|null);

                /** DeviceReady clock */
                clock?: (bellwire.v1.DeviceClockEra.$Properties|null);

                /** DeviceReady capabilities */
                capabilities?: (bellwire.v1.DeviceCapabilities.$Properties|null);

                /** DeviceReady switch */
                "switch"?: (bellwire.v1.DeviceSwitch.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DeviceReady. */
            type $Shape = bellwire.v1.DeviceReady.$Properties;
        }

        /**
         * Properties of a DeviceRefused.
         * @deprecated Use bellwire.v1.DeviceRefused.$Properties instead.
         */
        interface IDeviceRefused extends bellwire.v1.DeviceRefused.$Properties {
        }

        /** Represents a DeviceRefused. */
        class DeviceRefused {

            /**
             * Constructs a new DeviceRefused.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.DeviceRefused.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DeviceRefused reason. */
            reason: bellwire.v1.DeviceRefusal;

            /** DeviceRefused command. */
            command: number;

            /** DeviceRefused text. */
            text: Uint8Array;

            /**
             * Encodes the specified DeviceRefused message. Does not implicitly {@link bellwire.v1.DeviceRefused.verify|verify} messages.
             * @param message DeviceRefused message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.DeviceRefused.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace DeviceRefused {

            /** Properties of a DeviceRefused. */
            interface $Properties {

                /** DeviceRefused reason */
                reason?: (bellwire.v1.DeviceRefusal|null);

                /** DeviceRefused command */
                command?: (number|null);

                /** DeviceRefused text */
                text?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DeviceRefused. */
            type $Shape = bellwire.v1.DeviceRefused.$Properties;
        }

        /**
         * Properties of a DeviceReset.
         * @deprecated Use bellwire.v1.DeviceReset.$Properties instead.
         */
        interface IDeviceReset extends bellwire.v1.DeviceReset.$Properties {
        }

        /** Represents a DeviceReset. */
        class DeviceReset {

            /**
             * Constructs a new DeviceReset.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.DeviceReset.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DeviceReset life. */
            life: number;

            /**
             * Encodes the specified DeviceReset message. Does not implicitly {@link bellwire.v1.DeviceReset.verify|verify} messages.
             * @param message DeviceReset message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.DeviceReset.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace DeviceReset {

            /** Properties of a DeviceReset. */
            interface $Properties {

                /** DeviceReset life */
                life?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DeviceReset. */
            type $Shape = bellwire.v1.DeviceReset.$Properties;
        }

        /**
         * Properties of a DeviceWasReset.
         * @deprecated Use bellwire.v1.DeviceWasReset.$Properties instead.
         */
        interface IDeviceWasReset extends bellwire.v1.DeviceWasReset.$Properties {
        }

        /** Represents a DeviceWasReset. */
        class DeviceWasReset {

            /**
             * Constructs a new DeviceWasReset.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.DeviceWasReset.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DeviceWasReset life. */
            life: number;

            /**
             * Encodes the specified DeviceWasReset message. Does not implicitly {@link bellwire.v1.DeviceWasReset.verify|verify} messages.
             * @param message DeviceWasReset message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.DeviceWasReset.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace DeviceWasReset {

            /** Properties of a DeviceWasReset. */
            interface $Properties {

                /** DeviceWasReset life */
                life?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DeviceWasReset. */
            type $Shape = bellwire.v1.DeviceWasReset.$Properties;
        }

        /**
         * Properties of a DeviceRestarted.
         * @deprecated Use bellwire.v1.DeviceRestarted.$Properties instead.
         */
        interface IDeviceRestarted extends bellwire.v1.DeviceRestarted.$Properties {
        }

        /** Represents a DeviceRestarted. */
        class DeviceRestarted {

            /**
             * Constructs a new DeviceRestarted.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.DeviceRestarted.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DeviceRestarted incarnation. */
            incarnation: number;

            /**
             * Encodes the specified DeviceRestarted message. Does not implicitly {@link bellwire.v1.DeviceRestarted.verify|verify} messages.
             * @param message DeviceRestarted message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.DeviceRestarted.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace DeviceRestarted {

            /** Properties of a DeviceRestarted. */
            interface $Properties {

                /** DeviceRestarted incarnation */
                incarnation?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DeviceRestarted. */
            type $Shape = bellwire.v1.DeviceRestarted.$Properties;
        }

        /**
         * Properties of a DeviceLost.
         * @deprecated Use bellwire.v1.DeviceLost.$Properties instead.
         */
        interface IDeviceLost extends bellwire.v1.DeviceLost.$Properties {
        }

        /** Represents a DeviceLost. */
        class DeviceLost {

            /**
             * Constructs a new DeviceLost.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.DeviceLost.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DeviceLost text. */
            text: Uint8Array;

            /**
             * Encodes the specified DeviceLost message. Does not implicitly {@link bellwire.v1.DeviceLost.verify|verify} messages.
             * @param message DeviceLost message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.DeviceLost.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace DeviceLost {

            /** Properties of a DeviceLost. */
            interface $Properties {

                /** DeviceLost text */
                text?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DeviceLost. */
            type $Shape = bellwire.v1.DeviceLost.$Properties;
        }

        /**
         * Properties of a DeviceClockRequest.
         * @deprecated Use bellwire.v1.DeviceClockRequest.$Properties instead.
         */
        interface IDeviceClockRequest extends bellwire.v1.DeviceClockRequest.$Properties {
        }

        /** Represents a DeviceClockRequest. */
        class DeviceClockRequest {

            /**
             * Constructs a new DeviceClockRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.DeviceClockRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DeviceClockRequest exchange. */
            exchange: number;

            /**
             * Encodes the specified DeviceClockRequest message. Does not implicitly {@link bellwire.v1.DeviceClockRequest.verify|verify} messages.
             * @param message DeviceClockRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.DeviceClockRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace DeviceClockRequest {

            /** Properties of a DeviceClockRequest. */
            interface $Properties {

                /** DeviceClockRequest exchange */
                exchange?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DeviceClockRequest. */
            type $Shape = bellwire.v1.DeviceClockRequest.$Properties;
        }

        /**
         * Properties of a DeviceClockAnswer.
         * @deprecated Use bellwire.v1.DeviceClockAnswer.$Properties instead.
         */
        interface IDeviceClockAnswer extends bellwire.v1.DeviceClockAnswer.$Properties {
        }

        /** Represents a DeviceClockAnswer. */
        class DeviceClockAnswer {

            /**
             * Constructs a new DeviceClockAnswer.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.DeviceClockAnswer.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DeviceClockAnswer exchange. */
            exchange: number;

            /** DeviceClockAnswer era. */
            era: number;

            /** DeviceClockAnswer reading. */
            reading: number;

            /**
             * Encodes the specified DeviceClockAnswer message. Does not implicitly {@link bellwire.v1.DeviceClockAnswer.verify|verify} messages.
             * @param message DeviceClockAnswer message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.DeviceClockAnswer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace DeviceClockAnswer {

            /** Properties of a DeviceClockAnswer. */
            interface $Properties {

                /** DeviceClockAnswer exchange */
                exchange?: (number|null);

                /** DeviceClockAnswer era */
                era?: (number|null);

                /** DeviceClockAnswer reading */
                reading?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DeviceClockAnswer. */
            type $Shape = bellwire.v1.DeviceClockAnswer.$Properties;
        }

        /**
         * Properties of a DeviceClockChange.
         * @deprecated Use bellwire.v1.DeviceClockChange.$Properties instead.
         */
        interface IDeviceClockChange extends bellwire.v1.DeviceClockChange.$Properties {
        }

        /** Represents a DeviceClockChange. */
        class DeviceClockChange {

            /**
             * Constructs a new DeviceClockChange.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.DeviceClockChange.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DeviceClockChange era. */
            era?: (bellwire.v1.DeviceClockEra.$Properties|null);

            /**
             * Encodes the specified DeviceClockChange message. Does not implicitly {@link bellwire.v1.DeviceClockChange.verify|verify} messages.
             * @param message DeviceClockChange message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.DeviceClockChange.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace DeviceClockChange {

            /** Properties of a DeviceClockChange. */
            interface $Properties {

                /** DeviceClockChange era */
                era?: (bellwire.v1.DeviceClockEra.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DeviceClockChange. */
            type $Shape = bellwire.v1.DeviceClockChange.$Properties;
        }

        /**
         * Properties of a DeviceClockEra.
         * @deprecated Use bellwire.v1.DeviceClockEra.$Properties instead.
         */
        interface IDeviceClockEra extends bellwire.v1.DeviceClockEra.$Properties {
        }

        /** Represents a DeviceClockEra. */
        class DeviceClockEra {

            /**
             * Constructs a new DeviceClockEra.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.DeviceClockEra.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DeviceClockEra clock. */
            clock: number;

            /** DeviceClockEra era. */
            era: number;

            /** DeviceClockEra reading. */
            reading: number;

            /** DeviceClockEra rate. */
            rate: number;

            /** DeviceClockEra step. */
            step: boolean;

            /**
             * Encodes the specified DeviceClockEra message. Does not implicitly {@link bellwire.v1.DeviceClockEra.verify|verify} messages.
             * @param message DeviceClockEra message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.DeviceClockEra.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace DeviceClockEra {

            /** Properties of a DeviceClockEra. */
            interface $Properties {

                /** DeviceClockEra clock */
                clock?: (number|null);

                /** DeviceClockEra era */
                era?: (number|null);

                /** DeviceClockEra reading */
                reading?: (number|null);

                /** DeviceClockEra rate */
                rate?: (number|null);

                /** DeviceClockEra step */
                step?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DeviceClockEra. */
            type $Shape = bellwire.v1.DeviceClockEra.$Properties;
        }

        /**
         * Properties of a DeviceCapabilities.
         * @deprecated Use bellwire.v1.DeviceCapabilities.$Properties instead.
         */
        interface IDeviceCapabilities extends bellwire.v1.DeviceCapabilities.$Properties {
        }

        /** Represents a DeviceCapabilities. */
        class DeviceCapabilities {

            /**
             * Constructs a new DeviceCapabilities.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.DeviceCapabilities.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DeviceCapabilities qubits. */
            qubits: number;

            /** DeviceCapabilities measureDuration. */
            measureDuration: number;

            /** DeviceCapabilities correctDuration. */
            correctDuration: number;

            /** DeviceCapabilities storeDuration. */
            storeDuration: number;

            /** DeviceCapabilities swapping. */
            swapping: boolean;

            /** DeviceCapabilities swapDuration. */
            swapDuration: number;

            /** DeviceCapabilities swapQuality. */
            swapQuality?: (number|null);

            /** DeviceCapabilities prepareDuration. */
            prepareDuration?: (number|null);

            /** DeviceCapabilities gateDuration. */
            gateDuration?: (number|null);

            /** DeviceCapabilities distillation. */
            distillation: boolean;

            /** DeviceCapabilities distilDuration. */
            distilDuration: number;

            /** DeviceCapabilities storage. */
            storage: boolean;

            /** DeviceCapabilities coherenceTime. */
            coherenceTime: number;

            /** DeviceCapabilities links. */
            links: bellwire.v1.DeviceLink.$Properties[];

            /**
             * Encodes the specified DeviceCapabilities message. Does not implicitly {@link bellwire.v1.DeviceCapabilities.verify|verify} messages.
             * @param message DeviceCapabilities message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.DeviceCapabilities.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace DeviceCapabilities {

            /** Properties of a DeviceCapabilities. */
            interface $Properties {

                /** DeviceCapabilities qubits */
                qubits?: (number|null);

                /** DeviceCapabilities measureDuration */
                measureDuration?: (number|null);

                /** DeviceCapabilities correctDuration */
                correctDuration?: (number|null);

                /** DeviceCapabilities storeDuration */
                storeDuration?: (number|null);

                /** DeviceCapabilities swapping */
                swapping?: (boolean|null);

                /** DeviceCapabilities swapDuration */
                swapDuration?: (number|null);

                /** DeviceCapabilities swapQuality */
                swapQuality?: (number|null);

                /** DeviceCapabilities prepareDuration */
                prepareDuration?: (number|null);

                /** DeviceCapabilities gateDuration */
                gateDuration?: (number|null);

                /** DeviceCapabilities distillation */
                distillation?: (boolean|null);

                /** DeviceCapabilities distilDuration */
                distilDuration?: (number|null);

                /** DeviceCapabilities storage */
                storage?: (boolean|null);

                /** DeviceCapabilities coherenceTime */
                coherenceTime?: (number|null);

                /** DeviceCapabilities links */
                links?: (bellwire.v1.DeviceLink.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DeviceCapabilities. */
            type $Shape = bellwire.v1.DeviceCapabilities.$Properties;
        }

        /**
         * Properties of a DeviceLink.
         * @deprecated Use bellwire.v1.DeviceLink.$Properties instead.
         */
        interface IDeviceLink extends bellwire.v1.DeviceLink.$Properties {
        }

        /** Represents a DeviceLink. */
        class DeviceLink {

            /**
             * Constructs a new DeviceLink.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.DeviceLink.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DeviceLink link. */
            link: number;

            /** DeviceLink keep. */
            keep: boolean;

            /** DeviceLink arrival. */
            arrival?: (bellwire.v1.DeviceArrival.$Properties|null);

            /** DeviceLink points. */
            points: bellwire.v1.DeviceOperatingPoint.$Properties[];

            /** DeviceLink holds. */
            holds: boolean;

            /**
             * Encodes the specified DeviceLink message. Does not implicitly {@link bellwire.v1.DeviceLink.verify|verify} messages.
             * @param message DeviceLink message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.DeviceLink.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace DeviceLink {

            /** Properties of a DeviceLink. */
            interface $Properties {

                /** DeviceLink link */
                link?: (number|null);

                /** DeviceLink keep */
                keep?: (boolean|null);

                /** DeviceLink arrival */
                arrival?: (bellwire.v1.DeviceArrival.$Properties|null);

                /** DeviceLink points */
                points?: (bellwire.v1.DeviceOperatingPoint.$Properties[]|null);

                /** DeviceLink holds */
                holds?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DeviceLink. */
            type $Shape = bellwire.v1.DeviceLink.$Properties;
        }

        /**
         * Properties of a DeviceArrival.
         * @deprecated Use bellwire.v1.DeviceArrival.$Properties instead.
         */
        interface IDeviceArrival extends bellwire.v1.DeviceArrival.$Properties {
        }

        /** Represents a DeviceArrival. */
        class DeviceArrival {

            /**
             * Constructs a new DeviceArrival.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.DeviceArrival.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DeviceArrival hardware. */
            hardware: boolean;

            /** DeviceArrival bases. */
            bases: bellwire.v1.DeviceBasisShare.$Properties[];

            /**
             * Encodes the specified DeviceArrival message. Does not implicitly {@link bellwire.v1.DeviceArrival.verify|verify} messages.
             * @param message DeviceArrival message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.DeviceArrival.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace DeviceArrival {

            /** Properties of a DeviceArrival. */
            interface $Properties {

                /** DeviceArrival hardware */
                hardware?: (boolean|null);

                /** DeviceArrival bases */
                bases?: (bellwire.v1.DeviceBasisShare.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DeviceArrival. */
            type $Shape = bellwire.v1.DeviceArrival.$Properties;
        }

        /**
         * Properties of a DeviceOperatingPoint.
         * @deprecated Use bellwire.v1.DeviceOperatingPoint.$Properties instead.
         */
        interface IDeviceOperatingPoint extends bellwire.v1.DeviceOperatingPoint.$Properties {
        }

        /** Represents a DeviceOperatingPoint. */
        class DeviceOperatingPoint {

            /**
             * Constructs a new DeviceOperatingPoint.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.DeviceOperatingPoint.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DeviceOperatingPoint brightness. */
            brightness: number;

            /** DeviceOperatingPoint fidelity. */
            fidelity: number;

            /** DeviceOperatingPoint successProbability. */
            successProbability: number;

            /**
             * Encodes the specified DeviceOperatingPoint message. Does not implicitly {@link bellwire.v1.DeviceOperatingPoint.verify|verify} messages.
             * @param message DeviceOperatingPoint message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.DeviceOperatingPoint.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace DeviceOperatingPoint {

            /** Properties of a DeviceOperatingPoint. */
            interface $Properties {

                /** DeviceOperatingPoint brightness */
                brightness?: (number|null);

                /** DeviceOperatingPoint fidelity */
                fidelity?: (number|null);

                /** DeviceOperatingPoint successProbability */
                successProbability?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DeviceOperatingPoint. */
            type $Shape = bellwire.v1.DeviceOperatingPoint.$Properties;
        }

        /**
         * Properties of a DeviceGenerate.
         * @deprecated Use bellwire.v1.DeviceGenerate.$Properties instead.
         */
        interface IDeviceGenerate extends bellwire.v1.DeviceGenerate.$Properties {
        }

        /** Represents a DeviceGenerate. */
        class DeviceGenerate {

            /**
             * Constructs a new DeviceGenerate.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.DeviceGenerate.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DeviceGenerate link. */
            link: number;

            /** DeviceGenerate qubit. */
            qubit: number;

            /** DeviceGenerate firstSlot. */
            firstSlot: number;

            /** DeviceGenerate slots. */
            slots: number;

            /** DeviceGenerate brightness. */
            brightness: number;

            /** DeviceGenerate arrival. */
            arrival: number;

            /** DeviceGenerate period. */
            period: number;

            /** DeviceGenerate arrivalBases. */
            arrivalBases: bellwire.v1.DeviceBasisShare.$Properties[];

            /**
             * Encodes the specified DeviceGenerate message. Does not implicitly {@link bellwire.v1.DeviceGenerate.verify|verify} messages.
             * @param message DeviceGenerate message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.DeviceGenerate.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace DeviceGenerate {

            /** Properties of a DeviceGenerate. */
            interface $Properties {

                /** DeviceGenerate link */
                link?: (number|null);

                /** DeviceGenerate qubit */
                qubit?: (number|null);

                /** DeviceGenerate firstSlot */
                firstSlot?: (number|null);

                /** DeviceGenerate slots */
                slots?: (number|null);

                /** DeviceGenerate brightness */
                brightness?: (number|null);

                /** DeviceGenerate arrival */
                arrival?: (number|null);

                /** DeviceGenerate period */
                period?: (number|null);

                /** DeviceGenerate arrivalBases */
                arrivalBases?: (bellwire.v1.DeviceBasisShare.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DeviceGenerate. */
            type $Shape = bellwire.v1.DeviceGenerate.$Properties;
        }

        /**
         * Properties of a DeviceHalt.
         * @deprecated Use bellwire.v1.DeviceHalt.$Properties instead.
         */
        interface IDeviceHalt extends bellwire.v1.DeviceHalt.$Properties {
        }

        /** Represents a DeviceHalt. */
        class DeviceHalt {

            /**
             * Constructs a new DeviceHalt.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.DeviceHalt.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DeviceHalt link. */
            link: number;

            /**
             * Encodes the specified DeviceHalt message. Does not implicitly {@link bellwire.v1.DeviceHalt.verify|verify} messages.
             * @param message DeviceHalt message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.DeviceHalt.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace DeviceHalt {

            /** Properties of a DeviceHalt. */
            interface $Properties {

                /** DeviceHalt link */
                link?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DeviceHalt. */
            type $Shape = bellwire.v1.DeviceHalt.$Properties;
        }

        /**
         * Properties of a DeviceMeasure.
         * @deprecated Use bellwire.v1.DeviceMeasure.$Properties instead.
         */
        interface IDeviceMeasure extends bellwire.v1.DeviceMeasure.$Properties {
        }

        /** Represents a DeviceMeasure. */
        class DeviceMeasure {

            /**
             * Constructs a new DeviceMeasure.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.DeviceMeasure.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DeviceMeasure qubit. */
            qubit: number;

            /** DeviceMeasure basis. */
            basis: bellwire.v1.DeviceBasis;

            /** DeviceMeasure rotation. */
            rotation?: (bellwire.v1.DeviceRotation.$Properties|null);

            /** DeviceMeasure tag. */
            tag: number;

            /**
             * Encodes the specified DeviceMeasure message. Does not implicitly {@link bellwire.v1.DeviceMeasure.verify|verify} messages.
             * @param message DeviceMeasure message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.DeviceMeasure.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace DeviceMeasure {

            /** Properties of a DeviceMeasure. */
            interface $Properties {

                /** DeviceMeasure qubit */
                qubit?: (number|null);

                /** DeviceMeasure basis */
                basis?: (bellwire.v1.DeviceBasis|null);

                /** DeviceMeasure rotation */
                rotation?: (bellwire.v1.DeviceRotation.$Properties|null);

                /** DeviceMeasure tag */
                tag?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DeviceMeasure. */
            type $Shape = bellwire.v1.DeviceMeasure.$Properties;
        }

        /**
         * Properties of a DeviceMeasured.
         * @deprecated Use bellwire.v1.DeviceMeasured.$Properties instead.
         */
        interface IDeviceMeasured extends bellwire.v1.DeviceMeasured.$Properties {
        }

        /** Represents a DeviceMeasured. */
        class DeviceMeasured {

            /**
             * Constructs a new DeviceMeasured.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.DeviceMeasured.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DeviceMeasured qubit. */
            qubit: number;

            /** DeviceMeasured tag. */
            tag: number;

            /** DeviceMeasured outcome. */
            outcome: number;

            /** DeviceMeasured basis. */
            basis?: (bellwire.v1.DeviceBasis|null);

            /**
             * Encodes the specified DeviceMeasured message. Does not implicitly {@link bellwire.v1.DeviceMeasured.verify|verify} messages.
             * @param message DeviceMeasured message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.DeviceMeasured.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace DeviceMeasured {

            /** Properties of a DeviceMeasured. */
            interface $Properties {

                /** DeviceMeasured qubit */
                qubit?: (number|null);

                /** DeviceMeasured tag */
                tag?: (number|null);

                /** DeviceMeasured outcome */
                outcome?: (number|null);

                /** DeviceMeasured basis */
                basis?: (bellwire.v1.DeviceBasis|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DeviceMeasured. */
            type $Shape = bellwire.v1.DeviceMeasured.$Properties;
        }

        /**
         * Properties of a DevicePrepare.
         * @deprecated Use bellwire.v1.DevicePrepare.$Properties instead.
         */
        interface IDevicePrepare extends bellwire.v1.DevicePrepare.$Properties {
        }

        /** Represents a DevicePrepare. */
        class DevicePrepare {

            /**
             * Constructs a new DevicePrepare.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.DevicePrepare.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DevicePrepare qubit. */
            qubit: number;

            /** DevicePrepare rotation. */
            rotation?: (bellwire.v1.DeviceRotation.$Properties|null);

            /** DevicePrepare tag. */
            tag: number;

            /**
             * Encodes the specified DevicePrepare message. Does not implicitly {@link bellwire.v1.DevicePrepare.verify|verify} messages.
             * @param message DevicePrepare message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.DevicePrepare.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace DevicePrepare {

            /** Properties of a DevicePrepare. */
            interface $Properties {

                /** DevicePrepare qubit */
                qubit?: (number|null);

                /** DevicePrepare rotation */
                rotation?: (bellwire.v1.DeviceRotation.$Properties|null);

                /** DevicePrepare tag */
                tag?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DevicePrepare. */
            type $Shape = bellwire.v1.DevicePrepare.$Properties;
        }

        /**
         * Properties of a DevicePrepared.
         * @deprecated Use bellwire.v1.DevicePrepared.$Properties instead.
         */
        interface IDevicePrepared extends bellwire.v1.DevicePrepared.$Properties {
        }

        /** Represents a DevicePrepared. */
        class DevicePrepared {

            /**
             * Constructs a new DevicePrepared.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.DevicePrepared.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DevicePrepared qubit. */
            qubit: number;

            /** DevicePrepared tag. */
            tag: number;

            /**
             * Encodes the specified DevicePrepared message. Does not implicitly {@link bellwire.v1.DevicePrepared.verify|verify} messages.
             * @param message DevicePrepared message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.DevicePrepared.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace DevicePrepared {

            /** Properties of a DevicePrepared. */
            interface $Properties {

                /** DevicePrepared qubit */
                qubit?: (number|null);

                /** DevicePrepared tag */
                tag?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DevicePrepared. */
            type $Shape = bellwire.v1.DevicePrepared.$Properties;
        }

        /**
         * Properties of a DeviceCorrect.
         * @deprecated Use bellwire.v1.DeviceCorrect.$Properties instead.
         */
        interface IDeviceCorrect extends bellwire.v1.DeviceCorrect.$Properties {
        }

        /** Represents a DeviceCorrect. */
        class DeviceCorrect {

            /**
             * Constructs a new DeviceCorrect.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.DeviceCorrect.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DeviceCorrect qubit. */
            qubit: number;

            /** DeviceCorrect pauli. */
            pauli: number;

            /** DeviceCorrect tag. */
            tag: number;

            /**
             * Encodes the specified DeviceCorrect message. Does not implicitly {@link bellwire.v1.DeviceCorrect.verify|verify} messages.
             * @param message DeviceCorrect message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.DeviceCorrect.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace DeviceCorrect {

            /** Properties of a DeviceCorrect. */
            interface $Properties {

                /** DeviceCorrect qubit */
                qubit?: (number|null);

                /** DeviceCorrect pauli */
                pauli?: (number|null);

                /** DeviceCorrect tag */
                tag?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DeviceCorrect. */
            type $Shape = bellwire.v1.DeviceCorrect.$Properties;
        }

        /**
         * Properties of a DeviceCorrected.
         * @deprecated Use bellwire.v1.DeviceCorrected.$Properties instead.
         */
        interface IDeviceCorrected extends bellwire.v1.DeviceCorrected.$Properties {
        }

        /** Represents a DeviceCorrected. */
        class DeviceCorrected {

            /**
             * Constructs a new DeviceCorrected.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.DeviceCorrected.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DeviceCorrected qubit. */
            qubit: number;

            /** DeviceCorrected tag. */
            tag: number;

            /**
             * Encodes the specified DeviceCorrected message. Does not implicitly {@link bellwire.v1.DeviceCorrected.verify|verify} messages.
             * @param message DeviceCorrected message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.DeviceCorrected.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace DeviceCorrected {

            /** Properties of a DeviceCorrected. */
            interface $Properties {

                /** DeviceCorrected qubit */
                qubit?: (number|null);

                /** DeviceCorrected tag */
                tag?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DeviceCorrected. */
            type $Shape = bellwire.v1.DeviceCorrected.$Properties;
        }

        /**
         * Properties of a DeviceStore.
         * @deprecated Use bellwire.v1.DeviceStore.$Properties instead.
         */
        interface IDeviceStore extends bellwire.v1.DeviceStore.$Properties {
        }

        /** Represents a DeviceStore. */
        class DeviceStore {

            /**
             * Constructs a new DeviceStore.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.DeviceStore.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DeviceStore qubit. */
            qubit: number;

            /** DeviceStore tag. */
            tag: number;

            /**
             * Encodes the specified DeviceStore message. Does not implicitly {@link bellwire.v1.DeviceStore.verify|verify} messages.
             * @param message DeviceStore message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.DeviceStore.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace DeviceStore {

            /** Properties of a DeviceStore. */
            interface $Properties {

                /** DeviceStore qubit */
                qubit?: (number|null);

                /** DeviceStore tag */
                tag?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DeviceStore. */
            type $Shape = bellwire.v1.DeviceStore.$Properties;
        }

        /**
         * Properties of a DeviceStored.
         * @deprecated Use bellwire.v1.DeviceStored.$Properties instead.
         */
        interface IDeviceStored extends bellwire.v1.DeviceStored.$Properties {
        }

        /** Represents a DeviceStored. */
        class DeviceStored {

            /**
             * Constructs a new DeviceStored.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.DeviceStored.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DeviceStored qubit. */
            qubit: number;

            /** DeviceStored tag. */
            tag: number;

            /**
             * Encodes the specified DeviceStored message. Does not implicitly {@link bellwire.v1.DeviceStored.verify|verify} messages.
             * @param message DeviceStored message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.DeviceStored.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace DeviceStored {

            /** Properties of a DeviceStored. */
            interface $Properties {

                /** DeviceStored qubit */
                qubit?: (number|null);

                /** DeviceStored tag */
                tag?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DeviceStored. */
            type $Shape = bellwire.v1.DeviceStored.$Properties;
        }

        /**
         * Properties of a DeviceSwap.
         * @deprecated Use bellwire.v1.DeviceSwap.$Properties instead.
         */
        interface IDeviceSwap extends bellwire.v1.DeviceSwap.$Properties {
        }

        /** Represents a DeviceSwap. */
        class DeviceSwap {

            /**
             * Constructs a new DeviceSwap.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.DeviceSwap.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DeviceSwap a. */
            a: number;

            /** DeviceSwap b. */
            b: number;

            /** DeviceSwap tag. */
            tag: number;

            /**
             * Encodes the specified DeviceSwap message. Does not implicitly {@link bellwire.v1.DeviceSwap.verify|verify} messages.
             * @param message DeviceSwap message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.DeviceSwap.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace DeviceSwap {

            /** Properties of a DeviceSwap. */
            interface $Properties {

                /** DeviceSwap a */
                a?: (number|null);

                /** DeviceSwap b */
                b?: (number|null);

                /** DeviceSwap tag */
                tag?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DeviceSwap. */
            type $Shape = bellwire.v1.DeviceSwap.$Properties;
        }

        /**
         * Properties of a DeviceSwapped.
         * @deprecated Use bellwire.v1.DeviceSwapped.$Properties instead.
         */
        interface IDeviceSwapped extends bellwire.v1.DeviceSwapped.$Properties {
        }

        /** Represents a DeviceSwapped. */
        class DeviceSwapped {

            /**
             * Constructs a new DeviceSwapped.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.DeviceSwapped.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DeviceSwapped a. */
            a: number;

            /** DeviceSwapped b. */
            b: number;

            /** DeviceSwapped tag. */
            tag: number;

            /** DeviceSwapped outcome. */
            outcome: number;

            /**
             * Encodes the specified DeviceSwapped message. Does not implicitly {@link bellwire.v1.DeviceSwapped.verify|verify} messages.
             * @param message DeviceSwapped message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.DeviceSwapped.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace DeviceSwapped {

            /** Properties of a DeviceSwapped. */
            interface $Properties {

                /** DeviceSwapped a */
                a?: (number|null);

                /** DeviceSwapped b */
                b?: (number|null);

                /** DeviceSwapped tag */
                tag?: (number|null);

                /** DeviceSwapped outcome */
                outcome?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DeviceSwapped. */
            type $Shape = bellwire.v1.DeviceSwapped.$Properties;
        }

        /**
         * Properties of a DeviceGate.
         * @deprecated Use bellwire.v1.DeviceGate.$Properties instead.
         */
        interface IDeviceGate extends bellwire.v1.DeviceGate.$Properties {
        }

        /** Represents a DeviceGate. */
        class DeviceGate {

            /**
             * Constructs a new DeviceGate.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.DeviceGate.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DeviceGate gate. */
            gate: bellwire.v1.DeviceGateKind;

            /** DeviceGate control. */
            control: number;

            /** DeviceGate target. */
            target: number;

            /** DeviceGate tag. */
            tag: number;

            /**
             * Encodes the specified DeviceGate message. Does not implicitly {@link bellwire.v1.DeviceGate.verify|verify} messages.
             * @param message DeviceGate message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.DeviceGate.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace DeviceGate {

            /** Properties of a DeviceGate. */
            interface $Properties {

                /** DeviceGate gate */
                gate?: (bellwire.v1.DeviceGateKind|null);

                /** DeviceGate control */
                control?: (number|null);

                /** DeviceGate target */
                target?: (number|null);

                /** DeviceGate tag */
                tag?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DeviceGate. */
            type $Shape = bellwire.v1.DeviceGate.$Properties;
        }

        /**
         * Properties of a DeviceGated.
         * @deprecated Use bellwire.v1.DeviceGated.$Properties instead.
         */
        interface IDeviceGated extends bellwire.v1.DeviceGated.$Properties {
        }

        /** Represents a DeviceGated. */
        class DeviceGated {

            /**
             * Constructs a new DeviceGated.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.DeviceGated.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DeviceGated control. */
            control: number;

            /** DeviceGated target. */
            target: number;

            /** DeviceGated tag. */
            tag: number;

            /**
             * Encodes the specified DeviceGated message. Does not implicitly {@link bellwire.v1.DeviceGated.verify|verify} messages.
             * @param message DeviceGated message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.DeviceGated.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace DeviceGated {

            /** Properties of a DeviceGated. */
            interface $Properties {

                /** DeviceGated control */
                control?: (number|null);

                /** DeviceGated target */
                target?: (number|null);

                /** DeviceGated tag */
                tag?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DeviceGated. */
            type $Shape = bellwire.v1.DeviceGated.$Properties;
        }

        /**
         * Properties of a DeviceTwirls.
         * @deprecated Use bellwire.v1.DeviceTwirls.$Properties instead.
         */
        interface IDeviceTwirls extends bellwire.v1.DeviceTwirls.$Properties {
        }

        /** Represents a DeviceTwirls. */
        class DeviceTwirls {

            /**
             * Constructs a new DeviceTwirls.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.DeviceTwirls.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DeviceTwirls keep. */
            keep: number;

            /** DeviceTwirls sacrifice. */
            sacrifice: number;

            /**
             * Encodes the specified DeviceTwirls message. Does not implicitly {@link bellwire.v1.DeviceTwirls.verify|verify} messages.
             * @param message DeviceTwirls message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.DeviceTwirls.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace DeviceTwirls {

            /** Properties of a DeviceTwirls. */
            interface $Properties {

                /** DeviceTwirls keep */
                keep?: (number|null);

                /** DeviceTwirls sacrifice */
                sacrifice?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DeviceTwirls. */
            type $Shape = bellwire.v1.DeviceTwirls.$Properties;
        }

        /**
         * Properties of a DeviceDistil.
         * @deprecated Use bellwire.v1.DeviceDistil.$Properties instead.
         */
        interface IDeviceDistil extends bellwire.v1.DeviceDistil.$Properties {
        }

        /** Represents a DeviceDistil. */
        class DeviceDistil {

            /**
             * Constructs a new DeviceDistil.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.DeviceDistil.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DeviceDistil keep. */
            keep: number;

            /** DeviceDistil sacrifice. */
            sacrifice: number;

            /** DeviceDistil second. */
            second?: (number|null);

            /** DeviceDistil protocol. */
            protocol: bellwire.v1.DeviceDistillation;

            /** DeviceDistil side. */
            side: number;

            /** DeviceDistil twirls. */
            twirls?: (bellwire.v1.DeviceTwirls.$Properties|null);

            /** DeviceDistil tag. */
            tag: number;

            /**
             * Encodes the specified DeviceDistil message. Does not implicitly {@link bellwire.v1.DeviceDistil.verify|verify} messages.
             * @param message DeviceDistil message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.DeviceDistil.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace DeviceDistil {

            /** Properties of a DeviceDistil. */
            interface $Properties {

                /** DeviceDistil keep */
                keep?: (number|null);

                /** DeviceDistil sacrifice */
                sacrifice?: (number|null);

                /** DeviceDistil second */
                second?: (number|null);

                /** DeviceDistil protocol */
                protocol?: (bellwire.v1.DeviceDistillation|null);

                /** DeviceDistil side */
                side?: (number|null);

                /** DeviceDistil twirls */
                twirls?: (bellwire.v1.DeviceTwirls.$Properties|null);

                /** DeviceDistil tag */
                tag?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DeviceDistil. */
            type $Shape = bellwire.v1.DeviceDistil.$Properties;
        }

        /**
         * Properties of a DeviceDistilled.
         * @deprecated Use bellwire.v1.DeviceDistilled.$Properties instead.
         */
        interface IDeviceDistilled extends bellwire.v1.DeviceDistilled.$Properties {
        }

        /** Represents a DeviceDistilled. */
        class DeviceDistilled {

            /**
             * Constructs a new DeviceDistilled.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.DeviceDistilled.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DeviceDistilled keep. */
            keep: number;

            /** DeviceDistilled sacrifice. */
            sacrifice: number;

            /** DeviceDistilled second. */
            second?: (number|null);

            /** DeviceDistilled tag. */
            tag: number;

            /** DeviceDistilled outcome. */
            outcome: number;

            /**
             * Encodes the specified DeviceDistilled message. Does not implicitly {@link bellwire.v1.DeviceDistilled.verify|verify} messages.
             * @param message DeviceDistilled message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.DeviceDistilled.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace DeviceDistilled {

            /** Properties of a DeviceDistilled. */
            interface $Properties {

                /** DeviceDistilled keep */
                keep?: (number|null);

                /** DeviceDistilled sacrifice */
                sacrifice?: (number|null);

                /** DeviceDistilled second */
                second?: (number|null);

                /** DeviceDistilled tag */
                tag?: (number|null);

                /** DeviceDistilled outcome */
                outcome?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DeviceDistilled. */
            type $Shape = bellwire.v1.DeviceDistilled.$Properties;
        }

        /**
         * Properties of a DeviceRelease.
         * @deprecated Use bellwire.v1.DeviceRelease.$Properties instead.
         */
        interface IDeviceRelease extends bellwire.v1.DeviceRelease.$Properties {
        }

        /** Represents a DeviceRelease. */
        class DeviceRelease {

            /**
             * Constructs a new DeviceRelease.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.DeviceRelease.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DeviceRelease qubit. */
            qubit: number;

            /**
             * Encodes the specified DeviceRelease message. Does not implicitly {@link bellwire.v1.DeviceRelease.verify|verify} messages.
             * @param message DeviceRelease message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.DeviceRelease.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace DeviceRelease {

            /** Properties of a DeviceRelease. */
            interface $Properties {

                /** DeviceRelease qubit */
                qubit?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DeviceRelease. */
            type $Shape = bellwire.v1.DeviceRelease.$Properties;
        }

        /**
         * Properties of a DeviceCalibrate.
         * @deprecated Use bellwire.v1.DeviceCalibrate.$Properties instead.
         */
        interface IDeviceCalibrate extends bellwire.v1.DeviceCalibrate.$Properties {
        }

        /** Represents a DeviceCalibrate. */
        class DeviceCalibrate {

            /**
             * Constructs a new DeviceCalibrate.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.DeviceCalibrate.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DeviceCalibrate link. */
            link: number;

            /** DeviceCalibrate tag. */
            tag: number;

            /**
             * Encodes the specified DeviceCalibrate message. Does not implicitly {@link bellwire.v1.DeviceCalibrate.verify|verify} messages.
             * @param message DeviceCalibrate message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.DeviceCalibrate.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace DeviceCalibrate {

            /** Properties of a DeviceCalibrate. */
            interface $Properties {

                /** DeviceCalibrate link */
                link?: (number|null);

                /** DeviceCalibrate tag */
                tag?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DeviceCalibrate. */
            type $Shape = bellwire.v1.DeviceCalibrate.$Properties;
        }

        /**
         * Properties of a DeviceCalibrated.
         * @deprecated Use bellwire.v1.DeviceCalibrated.$Properties instead.
         */
        interface IDeviceCalibrated extends bellwire.v1.DeviceCalibrated.$Properties {
        }

        /** Represents a DeviceCalibrated. */
        class DeviceCalibrated {

            /**
             * Constructs a new DeviceCalibrated.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.DeviceCalibrated.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DeviceCalibrated link. */
            link: number;

            /** DeviceCalibrated tag. */
            tag: number;

            /**
             * Encodes the specified DeviceCalibrated message. Does not implicitly {@link bellwire.v1.DeviceCalibrated.verify|verify} messages.
             * @param message DeviceCalibrated message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.DeviceCalibrated.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace DeviceCalibrated {

            /** Properties of a DeviceCalibrated. */
            interface $Properties {

                /** DeviceCalibrated link */
                link?: (number|null);

                /** DeviceCalibrated tag */
                tag?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DeviceCalibrated. */
            type $Shape = bellwire.v1.DeviceCalibrated.$Properties;
        }

        /**
         * Properties of a DeviceGenerationFailed.
         * @deprecated Use bellwire.v1.DeviceGenerationFailed.$Properties instead.
         */
        interface IDeviceGenerationFailed extends bellwire.v1.DeviceGenerationFailed.$Properties {
        }

        /** Represents a DeviceGenerationFailed. */
        class DeviceGenerationFailed {

            /**
             * Constructs a new DeviceGenerationFailed.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.DeviceGenerationFailed.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DeviceGenerationFailed link. */
            link: number;

            /** DeviceGenerationFailed firstSlot. */
            firstSlot: number;

            /**
             * Encodes the specified DeviceGenerationFailed message. Does not implicitly {@link bellwire.v1.DeviceGenerationFailed.verify|verify} messages.
             * @param message DeviceGenerationFailed message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.DeviceGenerationFailed.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace DeviceGenerationFailed {

            /** Properties of a DeviceGenerationFailed. */
            interface $Properties {

                /** DeviceGenerationFailed link */
                link?: (number|null);

                /** DeviceGenerationFailed firstSlot */
                firstSlot?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DeviceGenerationFailed. */
            type $Shape = bellwire.v1.DeviceGenerationFailed.$Properties;
        }

        /**
         * Properties of a DeviceLinkQuality.
         * @deprecated Use bellwire.v1.DeviceLinkQuality.$Properties instead.
         */
        interface IDeviceLinkQuality extends bellwire.v1.DeviceLinkQuality.$Properties {
        }

        /** Represents a DeviceLinkQuality. */
        class DeviceLinkQuality {

            /**
             * Constructs a new DeviceLinkQuality.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.DeviceLinkQuality.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DeviceLinkQuality link. */
            link: number;

            /** DeviceLinkQuality quality. */
            quality: number;

            /** DeviceLinkQuality validFor. */
            validFor: number;

            /**
             * Encodes the specified DeviceLinkQuality message. Does not implicitly {@link bellwire.v1.DeviceLinkQuality.verify|verify} messages.
             * @param message DeviceLinkQuality message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.DeviceLinkQuality.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace DeviceLinkQuality {

            /** Properties of a DeviceLinkQuality. */
            interface $Properties {

                /** DeviceLinkQuality link */
                link?: (number|null);

                /** DeviceLinkQuality quality */
                quality?: (number|null);

                /** DeviceLinkQuality validFor */
                validFor?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DeviceLinkQuality. */
            type $Shape = bellwire.v1.DeviceLinkQuality.$Properties;
        }

        /**
         * Properties of a DeviceObserve.
         * @deprecated Use bellwire.v1.DeviceObserve.$Properties instead.
         */
        interface IDeviceObserve extends bellwire.v1.DeviceObserve.$Properties {
        }

        /** Represents a DeviceObserve. */
        class DeviceObserve {

            /**
             * Constructs a new DeviceObserve.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.DeviceObserve.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DeviceObserve link. */
            link: number;

            /** DeviceObserve firstSlot. */
            firstSlot: number;

            /** DeviceObserve slots. */
            slots: number;

            /** DeviceObserve arrival. */
            arrival: number;

            /** DeviceObserve period. */
            period: number;

            /**
             * Encodes the specified DeviceObserve message. Does not implicitly {@link bellwire.v1.DeviceObserve.verify|verify} messages.
             * @param message DeviceObserve message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.DeviceObserve.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace DeviceObserve {

            /** Properties of a DeviceObserve. */
            interface $Properties {

                /** DeviceObserve link */
                link?: (number|null);

                /** DeviceObserve firstSlot */
                firstSlot?: (number|null);

                /** DeviceObserve slots */
                slots?: (number|null);

                /** DeviceObserve arrival */
                arrival?: (number|null);

                /** DeviceObserve period */
                period?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DeviceObserve. */
            type $Shape = bellwire.v1.DeviceObserve.$Properties;
        }

        /**
         * Properties of a DeviceClose.
         * @deprecated Use bellwire.v1.DeviceClose.$Properties instead.
         */
        interface IDeviceClose extends bellwire.v1.DeviceClose.$Properties {
        }

        /** Represents a DeviceClose. */
        class DeviceClose {

            /**
             * Constructs a new DeviceClose.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.DeviceClose.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DeviceClose link. */
            link: number;

            /**
             * Encodes the specified DeviceClose message. Does not implicitly {@link bellwire.v1.DeviceClose.verify|verify} messages.
             * @param message DeviceClose message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.DeviceClose.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace DeviceClose {

            /** Properties of a DeviceClose. */
            interface $Properties {

                /** DeviceClose link */
                link?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DeviceClose. */
            type $Shape = bellwire.v1.DeviceClose.$Properties;
        }

        /**
         * Properties of a DeviceConnect.
         * @deprecated Use bellwire.v1.DeviceConnect.$Properties instead.
         */
        interface IDeviceConnect extends bellwire.v1.DeviceConnect.$Properties {
        }

        /** Represents a DeviceConnect. */
        class DeviceConnect {

            /**
             * Constructs a new DeviceConnect.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.DeviceConnect.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DeviceConnect links. */
            links: bellwire.v1.DeviceLinkNumber.$Properties[];

            /**
             * Encodes the specified DeviceConnect message. Does not implicitly {@link bellwire.v1.DeviceConnect.verify|verify} messages.
             * @param message DeviceConnect message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.DeviceConnect.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace DeviceConnect {

            /** Properties of a DeviceConnect. */
            interface $Properties {

                /** DeviceConnect links */
                links?: (bellwire.v1.DeviceLinkNumber.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DeviceConnect. */
            type $Shape = bellwire.v1.DeviceConnect.$Properties;
        }

        /**
         * Properties of a DeviceDetected.
         * @deprecated Use bellwire.v1.DeviceDetected.$Properties instead.
         */
        interface IDeviceDetected extends bellwire.v1.DeviceDetected.$Properties {
        }

        /** Represents a DeviceDetected. */
        class DeviceDetected {

            /**
             * Constructs a new DeviceDetected.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.DeviceDetected.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DeviceDetected link. */
            link: number;

            /** DeviceDetected slot. */
            slot: number;

            /** DeviceDetected offset. */
            offset: number;

            /** DeviceDetected bellIndex. */
            bellIndex: number;

            /**
             * Encodes the specified DeviceDetected message. Does not implicitly {@link bellwire.v1.DeviceDetected.verify|verify} messages.
             * @param message DeviceDetected message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.DeviceDetected.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace DeviceDetected {

            /** Properties of a DeviceDetected. */
            interface $Properties {

                /** DeviceDetected link */
                link?: (number|null);

                /** DeviceDetected slot */
                slot?: (number|null);

                /** DeviceDetected offset */
                offset?: (number|null);

                /** DeviceDetected bellIndex */
                bellIndex?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DeviceDetected. */
            type $Shape = bellwire.v1.DeviceDetected.$Properties;
        }

        /**
         * Properties of a DeviceSilent.
         * @deprecated Use bellwire.v1.DeviceSilent.$Properties instead.
         */
        interface IDeviceSilent extends bellwire.v1.DeviceSilent.$Properties {
        }

        /** Represents a DeviceSilent. */
        class DeviceSilent {

            /**
             * Constructs a new DeviceSilent.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.DeviceSilent.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DeviceSilent link. */
            link: number;

            /** DeviceSilent lastSlot. */
            lastSlot: number;

            /**
             * Encodes the specified DeviceSilent message. Does not implicitly {@link bellwire.v1.DeviceSilent.verify|verify} messages.
             * @param message DeviceSilent message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.DeviceSilent.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace DeviceSilent {

            /** Properties of a DeviceSilent. */
            interface $Properties {

                /** DeviceSilent link */
                link?: (number|null);

                /** DeviceSilent lastSlot */
                lastSlot?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DeviceSilent. */
            type $Shape = bellwire.v1.DeviceSilent.$Properties;
        }

        /**
         * Properties of a DeviceSwitch.
         * @deprecated Use bellwire.v1.DeviceSwitch.$Properties instead.
         */
        interface IDeviceSwitch extends bellwire.v1.DeviceSwitch.$Properties {
        }

        /** Represents a DeviceSwitch. */
        class DeviceSwitch {

            /**
             * Constructs a new DeviceSwitch.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.DeviceSwitch.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DeviceSwitch interferometers. */
            interferometers: number;

            /** DeviceSwitch switchDuration. */
            switchDuration: number;

            /**
             * Encodes the specified DeviceSwitch message. Does not implicitly {@link bellwire.v1.DeviceSwitch.verify|verify} messages.
             * @param message DeviceSwitch message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.DeviceSwitch.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace DeviceSwitch {

            /** Properties of a DeviceSwitch. */
            interface $Properties {

                /** DeviceSwitch interferometers */
                interferometers?: (number|null);

                /** DeviceSwitch switchDuration */
                switchDuration?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DeviceSwitch. */
            type $Shape = bellwire.v1.DeviceSwitch.$Properties;
        }

        /**
         * Properties of a TransportMessage.
         * @deprecated Use bellwire.v1.TransportMessage.$Properties instead.
         */
        interface ITransportMessage extends bellwire.v1.TransportMessage.$Properties {
        }

        /** Represents a TransportMessage. */
        class TransportMessage {

            /**
             * Constructs a new TransportMessage.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.TransportMessage.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** TransportMessage hello. */
            hello?: (bellwire.v1.TransportHello.$Properties|null);

            /** TransportMessage frames. */
            frames: Uint8Array[];

            /** TransportMessage message. */
            message?: "hello";

            /**
             * Encodes the specified TransportMessage message. Does not implicitly {@link bellwire.v1.TransportMessage.verify|verify} messages.
             * @param message TransportMessage message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.TransportMessage.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace TransportMessage {

            /** Properties of a TransportMessage. */
            interface $Properties {

                /** TransportMessage hello */
                hello?: (bellwire.v1.TransportHello.$Properties|null);

                /** TransportMessage frames */
                frames?: (Uint8Array[]|null);

                /** TransportMessage message */
                message?: "hello";

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a TransportMessage. */
            type $Shape = {
              hello?: bellwire.v1.TransportHello.$Shape|null;
              frames?: Uint8Array[]|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ message?: undefined; hello?: null }|{ message?: "hello"; hello: bellwire.v1.TransportHello.$Shape })
            );
        }

        /**
         * Properties of a TransportHello.
         * @deprecated Use bellwire.v1.TransportHello.$Properties instead.
         */
        interface ITransportHello extends bellwire.v1.TransportHello.$Properties {
        }

        /** Represents a TransportHello. */
        class TransportHello {

            /**
             * Constructs a new TransportHello.
             * @param [properties] Properties to set
             */
            constructor(properties?: bellwire.v1.TransportHello.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** TransportHello minimumVersion. */
            minimumVersion: number;

            /** TransportHello maximumVersion. */
            maximumVersion: number;

            /** TransportHello node. */
            node: number;

            /** TransportHello peer. */
            peer: number;

            /** TransportHello incarnation. */
            incarnation: number;

            /**
             * Encodes the specified TransportHello message. Does not implicitly {@link bellwire.v1.TransportHello.verify|verify} messages.
             * @param message TransportHello message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bellwire.v1.TransportHello.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        }

        namespace TransportHello {

            /** Properties of a TransportHello. */
            interface $Properties {

                /** TransportHello minimumVersion */
                minimumVersion?: (number|null);

                /** TransportHello maximumVersion */
                maximumVersion?: (number|null);

                /** TransportHello node */
                node?: (number|null);

                /** TransportHello peer */
                peer?: (number|null);

                /** TransportHello incarnation */
                incarnation?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a TransportHello. */
            type $Shape = bellwire.v1.TransportHello.$Properties;
        }
    }
}
