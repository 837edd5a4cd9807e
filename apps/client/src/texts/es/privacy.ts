import type { AllTexts } from '../translation';
import { duration, number, plural } from './formats';

export const privacy: AllTexts['privacy'] = {
  title: 'Lo que sabe el servidor',
  back: 'Volver a la página de inicio',
  summary: [
    'Pone en contacto vuestros navegadores. Lo que decís, mostráis, escribís y enviáis va cifrado de navegador a navegador: ni este servidor ni otro que retransmita por el camino puede leerlo.',
    'Ve números de sala y direcciones IP, y cuándo; nunca un nombre, un mensaje ni un archivo.',
    'Nadie le dice la contraseña, y puede intentar adivinarla una vez cada vez que entras.',
    'Las personas de tu sala ven tu dirección IP, salvo que la ocultes tras un servidor de retransmisión.',
    'Cuando se va la última persona, de una sala no queda nada más que los archivos que alguien guardó.',
  ],
  knows: {
    title: 'Lo que sabe',
    points: [
      'El número de la sala, y cuándo alguien la abre, llama, vuelve o se va.',
      'La dirección IP de cada conexión, y qué conexiones están juntas en una sala.',
      'El tamaño de las notas con las que los navegadores se encuentran, y cuándo pasan. Van selladas con claves que el servidor no tiene.',
      'Lo que deja pasar también puede negarlo: quien lo mantiene puede dejar fuera a personas, o decir que no existe esa sala.',
    ],
  },
  doesNotKnow: {
    title: 'Lo que no sabe',
    password: (own, generated) =>
      `La contraseña. Se queda en tu navegador, y nada de lo que sale de él permite comprobar intentos más tarde. Un desconocido que quiera adivinarla tiene que llamar a la puerta en cada intento, y las personas de dentro cuentan los fallidos: tras ${number(own)}, o ${number(generated)} si la contraseña son cinco palabras de «Sugerir», su puerta se cierra hasta que una de ellas la abra.`,
    points: [
      'Tu nombre, lo que escribes, dices y muestras, tus archivos y cómo se llaman.',
      'El resto de un enlace de invitación. Los navegadores se guardan lo que va detrás de #, y esta página lo quita enseguida de la barra de direcciones.',
    ],
  },
  othersSee: {
    title: 'Lo que ven los demás en tu sala',
    points: [
      'Tu nombre, si lo das, y que estás ahí.',
      'Tu dirección IP, salvo que «Ocultar mi dirección IP» esté activado: entonces reciben la de un servidor de retransmisión, y quien lo mantiene ve la tuya, cuándo lo usas y cuánto envías, pero no qué.',
      'Si tu micrófono y tu cámara están encendidos. Los dos están apagados hasta que los enciendes.',
      'Lo que escribes, muestras y ofreces. Pueden guardarlo y grabarlo todo.',
    ],
    strangers:
      'Quien no sabe la contraseña, pero prueba números, puede averiguar que un número está en uso, que la sala está llena o que su puerta está cerrada; no quién está dentro.',
  },
  browserKeeps: {
    title: 'Lo que guarda este navegador',
    all: 'Nada de una sala cuando has salido, más que los archivos que guardaste. Un archivo recibido puede esperar en una carpeta que solo esta página puede leer, y que se vacía cuando sales. Si la página o el navegador acaban antes, al entrar en la misma sala se sigue con lo que hay; al entrar en otra se borra, igual que al abrir esta página un día después. No hay cookies ni cuenta, y no se pide nada a nadie más. Las claves, los nombres y los mensajes están solo en la memoria.',
  },
  nobodyPromises: {
    title: 'Lo que nadie puede prometer',
    points: [
      'Una contraseña débil se puede adivinar en la puerta dentro de los intentos mencionados.',
      'Un servidor que miente puede fingir tu sala: cada vez que pulsas «Entrar en la sala» puede probar una contraseña. Eso solo lo cuenta la pausa de esta página, que empieza de cero al volver a cargarla. Una contraseña sugerida lo resiste; si rechazan una que sabes que es correcta, detente.',
      'Quien sabe la contraseña puede entrar. Junto con quien mantiene el servidor podría incluso estar entre dos personas sin ser visto, hasta que comparen sus códigos de seguridad.',
      'Que tu dirección IP habló con el servidor, y cuándo, no se le puede ocultar al servidor.',
      'Quien sirve esta página podría servir una mala. Sírvela tú, o confía en quien lo hace; lo que lees aquí es tan cierto como la página que lo muestra.',
      'Una página no puede asegurar que un navegador borre los secretos de su memoria, ni que sus cálculos tarden siempre lo mismo.',
      'La forma en que dos navegadores demuestran que conocen la contraseña, CPace, aún no es un estándar terminado: este programa sigue el borrador 21.',
    ],
  },
  statement: {
    title: 'Lo que este servidor dice ahora de sí mismo',
    about:
      'Las palabras del propio servidor, en inglés. Desde aquí no se pueden comprobar; lo que tu navegador no envía no puede saberlo, diga lo que diga.',
    ask: 'Preguntar otra vez',
    asking: 'Preguntando…',
    unreachable:
      'No se ha podido preguntar al servidor. Comprueba tu conexión a internet y pregunta otra vez.',
    unreadable:
      'El servidor no ha dado una respuesta que esta página entienda. Puede que sea de otra versión: vuelve a cargar la página y pregunta otra vez.',
    version: (version, protocol) => `Versión ${version}, protocolo ${number(protocol)}.`,
    inUse: (rooms, connections) =>
      `Unas ${plural(rooms, { one: '# sala', other: '# salas' })} y ${plural(connections, { one: '# conexión', other: '# conexiones' })}, redondeado a decenas por abajo.`,
    holds: 'Tiene',
    sees: 'Ve y no guarda',
    neverSees: 'No ve nunca',
    logs: 'Anota',
    logsNothing: 'Nada.',
    relay: 'Su servidor de retransmisión',
    noRelay:
      'No hay ninguno instalado, así que aquí nadie puede ocultar su dirección IP a una sala.',
    hasRelay: 'Las personas de una sala reciben un servidor de retransmisión.',
    relayHost: (host) => `Es ${host}.`,
    howLong: 'Cuánto tiempo como mucho',
    howLongValue: (seconds) => duration(seconds),
    raw: 'La respuesta tal como llegó',
  },
};
