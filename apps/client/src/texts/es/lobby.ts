import type { AllTexts } from '../translation';
import { number, plural } from './formats';

export const lobby: AllTexts['lobby'] = {
  name: 'whisperNet',
  claim: 'Solo entre vosotros.',
  what: 'Acordad un número de sala y una contraseña. Después hablad, miraos y pasad archivos, directamente de navegador a navegador.',
  promises: {
    sealed: 'Sellado de navegador a navegador',
    sealedMeaning:
      'Lo que decís, mostráis y enviáis no puede leerlo nadie por el camino, tampoco el servidor.',
    nobody: 'Sin cuenta, sin cookies, sin rastro',
    nobodyMeaning: 'El nombre es opcional. Cuando se va la última persona, la sala desaparece.',
    whole: 'Archivos de cualquier tamaño, enteros',
    wholeMeaning: 'Comprobados hasta el último byte, y retomados donde se cortaron.',
  },
  privacy: 'Lo que sabe el servidor',
  left: 'Has salido de la sala. En esta página no queda nada de ella.',
  unsaved: (count: number) => `Se borraron archivos que no guardaste: ${number(count)}.`,
  waitingFiles: {
    waiting:
      'En este navegador esperan archivos sin terminar. Entra otra vez en su sala, con el mismo número y la misma contraseña, y continúan. Al entrar en otra sala se borran.',
    delete: 'Borrarlos ahora',
    deleted: 'Se han borrado. En este navegador no queda nada de ellos.',
  },

  start: '¿Aún no habéis acordado nada? Toma un número y cinco palabras, sacados al azar.',
  suggest: 'Sugerir',
  suggested: (room: string) =>
    `El número ${room} y cinco palabras están puestos. La contraseña se muestra para que puedas leerla en voz alta.`,
  suggestionImpossible:
    'No se ha podido cargar la lista de palabras. Comprueba tu conexión y pulsa «Sugerir» otra vez, o elige tú un número y una contraseña.',
  invited: (room: string) => `Te han invitado a la sala ${room}. Di quién eres y entra.`,

  roomNumber: 'Número de sala',
  roomNumberHint: 'De 4 a 12 cifras, acordadas entre vosotros',
  roomNumberWrong: 'Un número de sala tiene de 4 a 12 cifras.',
  missing: {
    room: 'Escribe el número de la sala: de 4 a 12 cifras.',
    newRoom: 'Elige de 4 a 12 cifras, o pulsa «Sugerir».',
    newPassword: 'Elige una contraseña de al menos 6 caracteres, o pulsa «Sugerir».',
  },
  readAloud: (what: string) => `Para leer en voz alta: ${what}`,
  password: 'Contraseña',
  passwordHint: 'Nunca sale de este navegador',
  showPassword: 'Mostrar la contraseña',
  passwordWrong: {
    empty: 'Escribe la contraseña que habéis acordado.',
    tooLong: 'Esta contraseña es demasiado larga.',
    controlCharacter: 'Esta contraseña contiene un carácter invisible. Escríbela a mano.',
    tooShort: 'Una sala nueva necesita una contraseña de al menos 6 caracteres.',
    roomNumber:
      'El número de la sala no puede ser su contraseña: todo el mundo lo probaría primero.',
    tooCommon: 'Es una de las contraseñas que todo el mundo probaría primero. Elige otra.',
  },
  strength: {
    label: 'Fuerza de la contraseña',
    weak: 'Débil',
    weakMeaning: (tries: number) =>
      `Se podría adivinar en la puerta con sus ${number(tries)} intentos.`,
    fair: 'Aceptable',
    fairMeaning: 'Un desconocido difícilmente la adivinará; alguien que te conoce, quizá.',
    strong: 'Fuerte',
    strongMeaning: 'Casi nadie la adivinará, salvo que la uses también en otro sitio.',
    generated: 'Fuerte',
    generatedMeaning: 'Palabras como las saca el azar: casi nadie las adivinará.',
  },
  yourName: 'Tu nombre',
  yourNameHint: 'Opcional; solo lo ve la sala',

  options: 'Opciones',
  addressVisible: 'Dirección IP visible',
  addressHidden: 'Dirección IP oculta',
  roomSize: 'Tamaño de la sala',
  people: (count: number) => plural(count, { one: '# persona', other: '# personas' }),
  hideAddress: {
    label: 'Ocultar mi dirección IP',
    visible: 'Las personas de tu sala pueden ver tu dirección IP.',
    none: 'Aquí no es posible: no hay ningún servidor de retransmisión. Las personas de tu sala pueden ver tu dirección IP.',
    asking: 'Se está preguntando al servidor si hay un servidor de retransmisión que la oculte.',
    unknown:
      'Ahora no es posible: no se ha podido preguntar al servidor por un servidor de retransmisión. Las personas de tu sala pueden ver tu dirección IP.',
    hidden:
      'Nadie de la sala recibe tu dirección IP; quien mantiene el servidor de retransmisión la ve, pero no lo que envías. Puede ir más lento.',
    hiddenNone:
      'Aquí no hay ningún servidor de retransmisión, y mientras esto esté activado no se entra en ninguna sala.',
    hiddenAsking: 'Todo pasa por el servidor de retransmisión, o no pasa.',
    hiddenUnknown:
      'No se ha podido preguntar al servidor por un servidor de retransmisión. Si no lo hay, no se entra en ninguna sala mientras esto esté activado.',
    askAgain: 'Preguntar otra vez',
  },

  devices: 'Cámara y micrófono',
  devicesMeaning:
    'Esto solo lo ves y lo oyes tú. En la sala todo está apagado hasta que lo enciendas.',

  create: 'Crear sala',
  createMeaning: 'Llegas primero y después invitas.',
  join: 'Entrar en la sala',
  joinMeaning: 'Ya hay alguien dentro.',
  entering: 'Entrando en la sala',
  creating: 'Creando…',
  joining: 'Entrando…',
  creatingRoom: 'Creando la sala…',
  joiningRoom: 'Entrando en la sala…',
  slowDoor:
    'Esta puerta responde despacio. Donde se han probado muchas contraseñas incorrectas esperan todos, medio minuto como mucho.',
  pause: (seconds: number) =>
    `Esta página hace una pausa: se podrá entrar de nuevo en ${number(seconds)} s. Solo frena esta página, para que lo notes.`,
  cancel: 'Cancelar',
};
