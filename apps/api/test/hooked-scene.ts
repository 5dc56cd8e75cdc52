import type { Scene } from './access-expectations';

export const HOOK = { url: 'https://hooks.example.org/usher', events: ['MEMBERSHIP_REMOVED'] };
/** Scenes are shared by all who only look or are refused, and a project space has few webhooks. */
const hooked = new WeakMap<Scene, Promise<{ id: string; deliveries: { nodes: { id: string }[] } }>>();

/** A webhook of the scene that was told once. */
export async function hookedOnce(scene: Scene) {
  const make = async () => {
    const { client } = scene.admin;
    const { webhook } = await client.change('createWebhook', { projectSpaceId: scene.space.id, ...HOOK }, 'webhook { id }');
    const fields = 'webhook { id deliveries { nodes { id } } }';
    return (await client.change('testWebhook', { webhookId: webhook.id }, fields)).webhook;
  };
  const made = hooked.get(scene) ?? make();
  hooked.set(scene, made);
  return await made;
}
